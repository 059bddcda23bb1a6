import type { FindingKind } from '../../knowledge/index.js'

/** One mistake that an editor could make. */
export interface Plant {
  readonly what: string
  /** Which checks may tell of it; `format` is the check of files, links and front matter. */
  readonly foundAs: readonly (FindingKind | 'format')[]
  /** Below `articles/`, the file in which it is looked for. */
  readonly file: string
  readonly make: Make
  /** Whether it was written after the check was mended by what it missed. */
  readonly isSecond?: boolean
}

export type Make =
  /** Replaces text, everywhere in the file or where it stands first. */
  | { readonly replace: string; readonly by: string; readonly everywhere?: boolean }
  | { readonly append: string }
  | { readonly questions: readonly string[] }
  | { readonly field: string }
  /** A new file with the words of another, under another id and title. */
  | {
      readonly copyOf: string
      readonly id: string
      readonly title: string
      readonly reworded?: readonly (readonly [string, string])[]
    }

/**
 * Mistakes of every kind that the content check is for, each in a file of its own. They were
 * written before the check was tried on any of them, and none is changed because it is missed; the
 * check was mended after it had missed seven of these.
 */
const FIRST: readonly Plant[] = [
  figure('15 working days became 25', 'warranty/repair-steps.md', '15 个工作日', '25 个工作日'),
  figure('7 days became 30', 'coupons/coupon-expired.md', '起 7 天内', '起 30 天内'),
  figure('199 yuan became 299', 'delivery/remote-regions.md', '199 元', '299 元'),
  figure('100 points became 50', 'membership/points-use.md', '100 个积分抵', '50 个积分抵'),
  figure('24 hours became 72', 'refunds/refund-not-arrived.md', '24 小时内发起', '72 小时内发起'),
  figure('5–8 days became 6–9', 'delivery/delivery-time-en.md', '5–8 days', '6–9 days'),
  figure('15 working days became 30', 'privacy/data-export.md', '15 个工作日', '30 个工作日'),
  figure('5 minutes became 10', 'account/verification-code.md', '5 分钟', '10 分钟'),
  figure('30 minutes became 60', 'ordering/order-unpaid-cancelled.md', '30 分钟', '60 分钟'),
  figure('9:00–21:00 became 8:00–20:00', 'contact/reach-person.md', '9:00–21:00', '8:00–20:00'),
  figure(
    '20 June became 22 June',
    'promotions/promotion-shipping.md',
    '18 日至 20 日',
    '18 日至 22 日',
  ),
  {
    what: 'no cash on delivery became cash on delivery',
    foundAs: ['denial'],
    file: 'payment/payment-methods.md',
    make: { replace: '我们不支持货到付款。', by: '我们支持货到付款。' },
  },
  {
    what: 'a coupon cannot be used later became it can',
    foundAs: ['denial'],
    file: 'promotions/promotion-stacking.md',
    make: { replace: '付款后不能补用优惠券', by: '付款后可以补用优惠券' },
  },
  {
    what: 'not for flash sales became for flash sales',
    foundAs: ['denial'],
    file: 'coupons/coupon-use.md',
    make: { replace: '但不能用在秒杀商品上', by: '也能用在秒杀商品上' },
  },
  {
    what: 'a link to a file that is not there',
    foundAs: ['format'],
    file: 'returns/return-steps.md',
    make: { replace: '../returns/pickup-at-door.md', by: '../returns/pick-up-at-door.md' },
  },
  {
    what: 'a link to a heading that is not there',
    foundAs: ['broken-anchor'],
    file: 'refunds/refund-where.md',
    make: { append: '各付款方式见[到账时间](../refunds/refund-time.md#到账时间表)。' },
  },
  {
    what: 'a help address of no article',
    foundAs: ['broken-link'],
    file: 'contact/feedback.md',
    make: { append: '也可以看[联系我们](/help/contact-us)。' },
  },
  {
    what: 'questions of parcel tracking, reworded, in an article about couriers',
    foundAs: ['stolen-question'],
    file: 'delivery/choose-courier.md',
    make: { questions: ['我的快递现在到哪了', '物流信息在哪里看', '请问快递单号怎么找'] },
  },
  {
    what: 'questions of expiring points, reworded, in an article about earning them',
    foundAs: ['stolen-question'],
    file: 'membership/points-earn.md',
    make: { questions: ['积分有没有有效期', '积分什么时候会清零', '过期的积分能找回来吗'] },
  },
  {
    what: 'an English question of warranty in an article about exceptions to returns',
    foundAs: ['stolen-question'],
    file: 'returns/return-exceptions-en.md',
    make: { questions: ['does a phone case have any warranty'] },
  },
  {
    what: 'a question that stands in another article word for word',
    foundAs: ['format'],
    file: 'invoices/invoice-amount.md',
    make: { questions: ['电子发票在哪下载'] },
  },
  {
    what: 'an article copied under another name',
    foundAs: ['near-duplicate'],
    file: 'refunds/refund-arrival.md',
    make: { copyOf: 'refunds/refund-time.md', id: 'refund-arrival', title: '退款到账时间' },
  },
  {
    what: 'an article copied and reworded here and there',
    foundAs: ['near-duplicate'],
    file: 'cancelling/stop-order-en.md',
    make: {
      copyOf: 'cancelling/cancel-unshipped-en.md',
      id: 'stop-order-en',
      title: 'How do I stop an order that has not left yet?',
      reworded: [
        ['order page', 'page of your order'],
        ['cancelled', 'called off'],
        ['refund starts', 'refund begins'],
      ],
    },
  },
  {
    what: 'an offer that ended last month',
    foundAs: ['expired-promise'],
    file: 'coupons/new-customer-coupon.md',
    make: { append: '即日起至 2026 年 10 月 31 日，新顾客首单再送一张 5 元券。' },
  },
  {
    what: 'an English offer that ended in September',
    foundAs: ['expired-promise'],
    file: 'coupons/coupon-use-en.md',
    make: { append: 'Until 30 September 2026, every first order comes with a second coupon.' },
  },
  {
    what: 'a validity that is over',
    foundAs: ['format'],
    file: 'promotions/presale-deposit.md',
    make: { field: 'validUntil: 2026-10-31' },
  },
]

/** Written after that, and tried once: what the check finds of mistakes that nobody looked at. */
const SECOND: readonly Plant[] = [
  figure('48 hours became 96', 'exchanges/exchange-time.md', '48 小时', '96 小时'),
  figure('6 months became 12', 'warranty/warranty-period.md', '6 个月', '12 个月'),
  figure('3 working days became 7', 'contact/complain.md', '3 个工作日', '7 个工作日'),
  figure('7 days became 14', 'coupons/price-protection.md', '付款后 7 天', '付款后 14 天'),
  figure('2 pick-ups became 4', 'membership/member-benefits.md', '2 次', '4 次'),
  figure('48 hours became 24', 'damaged/wrong-item-en.md', '48 hours', '24 hours'),
  {
    what: 'cash on delivery, in the English version alone',
    foundAs: ['denial', 'versions-differ'],
    file: 'payment/payment-methods-en.md',
    make: { replace: 'cash on delivery is not offered', by: 'cash on delivery is offered' },
  },
  {
    what: 'staff never ask for passwords became they do',
    foundAs: ['denial'],
    file: 'privacy/scam-calls.md',
    make: { replace: '工作人员从不索要密码或验证码', by: '工作人员会索要密码或验证码' },
  },
  {
    what: 'a question of changing the address after shipping in the article of before',
    foundAs: ['stolen-question'],
    file: 'address/change-address-before.md',
    make: { questions: ['已经发货了还能不能改地址'] },
  },
  {
    what: 'questions of the time of a refund in the article of its amount',
    foundAs: ['stolen-question'],
    file: 'refunds/refund-amount-less.md',
    make: { questions: ['钱什么时候能退给我', '退到信用卡要多久'] },
  },
  {
    what: 'a promotion that is over',
    foundAs: ['expired-promise'],
    file: 'promotions/promotion-618-1111.md',
    make: { append: '本次活动截至 2026 年 11 月 13 日 24:00。' },
  },
  {
    what: 'an English link to a heading that is not there',
    foundAs: ['broken-anchor'],
    file: 'address/change-address-after-en.md',
    make: {
      append: 'See also [before shipping](../address/change-address-before-en.md#how-often).',
    },
  },
]

export const PLANTS: readonly Plant[] = [...FIRST, ...SECOND.map((plant) => second(plant))]

function second(plant: Plant): Plant {
  return { ...plant, isSecond: true }
}

/** A figure changed wherever it stands in one article, and not in the other that names it. */
function figure(what: string, file: string, replace: string, by: string): Plant {
  return {
    what,
    foundAs: ['contradiction', 'versions-differ'],
    file,
    make: { replace, by, everywhere: true },
  }
}
