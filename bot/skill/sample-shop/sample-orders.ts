import { DAY, HOUR, type Instant, MINUTE } from '../../../platform/clock.js'
import type { Language } from '../../../platform/language.js'
import type { Order, OrderItem } from '../shop.js'

type Words = Readonly<Record<Language, string>>

export interface SampleCustomer {
  /** The shop's own id, which the signed identity carries. */
  readonly id: string
  readonly name: string
  readonly email: string
  readonly phoneLast4: string
}

/** Invented, like the shop. */
export const SAMPLE_CUSTOMERS: readonly SampleCustomer[] = [
  { id: 'qw-1001', name: '李雯', email: 'liwen@mail.example', phoneLast4: '6688' },
  { id: 'qw-1002', name: 'Anna Becker', email: 'anna.becker@mail.example', phoneLast4: '0412' },
]

export interface SampleOrder extends Omit<Order, 'items' | 'shipment'> {
  readonly items: readonly (Omit<OrderItem, 'name'> & { readonly name: Words })[]
  readonly shipment:
    | (Omit<NonNullable<Order['shipment']>, 'carrier' | 'lastPlace'> & {
        readonly carrier: Words
        readonly lastPlace: Words
      })
    | null
  readonly invoice: 'issued' | 'not-issued' | 'not-asked-for'
}

const SF: Words = { 'zh-Hans': '顺丰', 'zh-Hant': '順豐', en: 'SF Express' }
const ZTO: Words = { 'zh-Hans': '中通', 'zh-Hant': '中通', en: 'ZTO' }
const HANGZHOU: Words = { 'zh-Hans': '杭州', 'zh-Hant': '杭州', en: 'Hangzhou' }
const CHENGDU: Words = { 'zh-Hans': '成都', 'zh-Hant': '成都', en: 'Chengdu' }

const GOODS = {
  kettle: {
    name: {
      'zh-Hans': '细嘴陶瓷手冲壶',
      'zh-Hant': '細嘴陶瓷手沖壺',
      en: 'Ceramic pour-over kettle',
    },
    returnable: 'yes',
  },
  blanket: {
    name: { 'zh-Hans': '格纹羊毛盖毯', 'zh-Hant': '格紋羊毛蓋毯', en: 'Checked wool throw' },
    returnable: 'yes',
  },
  lamp: {
    name: { 'zh-Hans': '折臂护眼台灯', 'zh-Hant': '折臂護眼檯燈', en: 'Folding desk lamp' },
    returnable: 'yes',
  },
  tea: {
    name: { 'zh-Hans': '明前龙井 100 克', 'zh-Hant': '明前龍井 100 克', en: 'Longjing tea, 100 g' },
    returnable: 'unopened',
  },
  pan: {
    name: { 'zh-Hans': '刻字铸铁锅', 'zh-Hant': '刻字鑄鐵鍋', en: 'Cast-iron pan with engraving' },
    returnable: 'never',
  },
} as const satisfies Readonly<
  Record<string, { readonly name: Words; readonly returnable: OrderItem['returnable'] }>
>

/**
 * One order for each thing that can be asked, dated so that they are always of these days: the
 * first is on its way, the second came the day before yesterday, and so on.
 */
export function sampleOrders(now: Instant): readonly SampleOrder[] {
  const [li, anna] = SAMPLE_CUSTOMERS as [SampleCustomer, SampleCustomer]
  const goods = (...ids: (keyof typeof GOODS)[]) =>
    ids.map((id) => ({ id, quantity: 1, ...GOODS[id] }))
  const place = (
    buyer: SampleCustomer,
    age: number,
    serial: string,
    more: Pick<SampleOrder, 'status' | 'items'> & Partial<SampleOrder>,
  ): SampleOrder => ({
    number: numberOf(now - age, serial),
    customer: buyer.id,
    phoneLast4: buyer.phoneLast4,
    placedAt: now - age,
    shipment: null,
    deliveredAt: null,
    invoice: 'not-issued',
    ...more,
  })
  return [
    place(li, 2 * DAY, '0001', {
      status: 'shipped',
      items: goods('kettle', 'tea'),
      shipment: {
        carrier: SF,
        trackingNumber: 'SF1367204518822',
        lastEntryAt: now - 5 * HOUR,
        lastPlace: HANGZHOU,
        expectedOn: dayOf(now + DAY),
      },
    }),
    place(li, 6 * DAY, '0002', {
      status: 'delivered',
      items: goods('blanket', 'tea', 'pan'),
      shipment: arrived(ZTO, '75862310094416', now - 2 * DAY, HANGZHOU),
      deliveredAt: now - 2 * DAY,
      invoice: 'issued',
    }),
    place(li, 30 * DAY, '0003', {
      status: 'delivered',
      items: goods('lamp'),
      shipment: arrived(SF, 'SF1367198830245', now - 26 * DAY, HANGZHOU),
      deliveredAt: now - 26 * DAY,
      invoice: 'not-asked-for',
    }),
    place(li, 10 * MINUTE, '0004', { status: 'unpaid', items: goods('lamp') }),
    place(anna, 3 * HOUR, '0005', { status: 'paid', items: goods('blanket') }),
    place(anna, 6 * DAY, '0006', {
      status: 'shipped',
      items: goods('lamp'),
      shipment: {
        carrier: ZTO,
        trackingNumber: '75862309981205',
        lastEntryAt: now - 60 * HOUR,
        lastPlace: CHENGDU,
        expectedOn: null,
      },
    }),
  ]
}

function arrived(carrier: Words, trackingNumber: string, at: Instant, lastPlace: Words) {
  return { carrier, trackingNumber, lastEntryAt: at, lastPlace, expectedOn: null }
}

/** The day in Beijing, as `2026-11-23`; Swedish writes a date as ISO 8601 does. */
function dayOf(at: Instant): string {
  return new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(at)
}

function numberOf(at: Instant, serial: string): string {
  return `QW${dayOf(at).replaceAll('-', '')}${serial}`
}
