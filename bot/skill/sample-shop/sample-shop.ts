import { type Context, Hono } from 'hono'
import { bearerAuth } from 'hono/bearer-auth'
import { z } from 'zod'
import { type Clock, DAY, type Instant } from '../../../platform/clock.js'
import type { HttpEnv } from '../../../platform/http/http-env.js'
import { type Language, matchLanguage } from '../../../platform/language.js'
import { RETURN_REASONS, type ReturnReason } from '../shop.js'
import { SAMPLE_CUSTOMERS, type SampleOrder, sampleOrders } from './sample-orders.js'

export interface SampleShopDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly key: string
}

export interface SampleShop {
  readonly app: Hono<HttpEnv>
  readonly orders: readonly SampleOrder[]
  /** What was sent, the oldest first. */
  readonly invoices: readonly { readonly order: string; readonly sentTo: string }[]
}

const REQUEST = z.strictObject({
  item: z.string(),
  reason: z.enum(RETURN_REASONS),
  words: z.string().max(500).optional(),
})

/** Counted from the day after receipt; see the table in `content/README.md`. */
const RETURN_DAYS = 7
const FAULTS: ReadonlySet<ReturnReason> = new Set(['faulty', 'damaged', 'wrong'])

/**
 * The other side of `shop-api.yaml` with invented orders, in memory: for trying Kefu out, and for
 * the tests of the client. Orders are made when it starts; what is started here ends with it.
 */
export function createSampleShop({ clock, key }: SampleShopDeps): SampleShop {
  const orders = sampleOrders(clock.now())
  const returns = new Map<string, { readonly number: string; readonly key: string }>()
  const invoices: { order: string; sentTo: string }[] = []
  const sent = new Map<string, string>()

  const find = (c: Context) => orders.find(({ number }) => number === c.req.param('number'))
  const missing = (c: Context) => c.json({ error: 'There is no such order.' }, 404)
  const needsKey = (c: Context) => c.json({ error: 'Send an Idempotency-Key.' }, 400)

  const app: Hono<HttpEnv> = new Hono<HttpEnv>()
    .use(
      bearerAuth({
        token: key,
        noAuthenticationHeader: { message: { error: 'There is no key.' } },
        invalidToken: { message: { error: 'The key is wrong.' } },
      }),
    )
    .get('/customers/:customer/orders', (c) => {
      const limit = Number(c.req.query('limit') ?? 5)
      const own = orders
        .filter(({ customer }) => customer === c.req.param('customer'))
        .toSorted((a, b) => b.placedAt - a.placedAt)
      return c.json({ orders: own.slice(0, limit).map((order) => shown(order, languageOf(c))) })
    })
    .get('/orders/:number', (c) => {
      const order = find(c)
      return order ? c.json(shown(order, languageOf(c))) : missing(c)
    })
    .post('/orders/:number/returns', async (c) => {
      const order = find(c)
      if (!order) return missing(c)
      const idempotencyKey = c.req.header('idempotency-key')
      if (!idempotencyKey) return needsKey(c)
      const request = REQUEST.safeParse(await c.req.json().catch(() => undefined))
      const item = order.items.find(({ id }) => id === request.data?.item)
      if (!request.success || !item) return c.json({ error: 'The request is not as agreed.' }, 400)

      const place = `${order.number} ${item.id}`
      const known = returns.get(place)
      if (known && known.key !== idempotencyKey) {
        return c.json({ refusal: 'already-returned' }, 409)
      }
      const refused = known ? null : refusal(order, item, request.data.reason, clock.now())
      if (refused) return c.json(refused, 409)
      const serial = String(returns.size + 1).padStart(4, '0')
      const number = known?.number ?? `TH${order.number.slice(2, 10)}${serial}`
      returns.set(place, { number, key: idempotencyKey })
      return c.json({ number, order: order.number, item: item.id }, 201)
    })
    .post('/orders/:number/invoice/send', (c) => {
      const order = find(c)
      if (!order) return missing(c)
      const idempotencyKey = c.req.header('idempotency-key')
      if (!idempotencyKey) return needsKey(c)
      if (order.invoice !== 'issued') return c.json({ refusal: order.invoice }, 409)
      const buyer = SAMPLE_CUSTOMERS.find(({ id }) => id === order.customer)
      const sentTo = sent.get(idempotencyKey) ?? buyer?.email ?? ''
      if (!sent.has(idempotencyKey)) invoices.push({ order: order.number, sentTo })
      sent.set(idempotencyKey, sentTo)
      return c.json({ sentTo }, 202)
    })
  return { app, orders, invoices }
}

function languageOf(c: Context): Language {
  return matchLanguage(c.req.header('accept-language')) ?? 'zh-Hans'
}

/** An order as the contract has it, in one language. */
function shown({ invoice, shipment, items, ...order }: SampleOrder, language: Language) {
  return {
    ...order,
    placedAt: iso(order.placedAt),
    deliveredAt: order.deliveredAt === null ? undefined : iso(order.deliveredAt),
    items: items.map((item) => ({ ...item, name: item.name[language] })),
    shipment: shipment
      ? {
          ...shipment,
          carrier: shipment.carrier[language],
          lastPlace: shipment.lastPlace[language],
          lastEntryAt: iso(shipment.lastEntryAt),
          expectedOn: shipment.expectedOn ?? undefined,
        }
      : undefined,
  }
}

function refusal(
  { deliveredAt }: SampleOrder,
  item: SampleOrder['items'][number],
  reason: ReturnReason,
  now: Instant,
) {
  if (deliveredAt === null) return { refusal: 'not-delivered' }
  if (item.returnable === 'never' && !FAULTS.has(reason)) return { refusal: 'excepted' }
  const until = endOfDay(deliveredAt + RETURN_DAYS * DAY)
  return now > until ? { refusal: 'period-over', until: iso(until) } : null
}

/** The last moment of that day in Beijing, which keeps one time all year. */
function endOfDay(at: Instant): Instant {
  const day = new Intl.DateTimeFormat('sv', { timeZone: 'Asia/Shanghai' }).format(at)
  return Date.parse(`${day}T23:59:59.999+08:00`)
}

function iso(at: Instant): string {
  return new Date(at).toISOString()
}
