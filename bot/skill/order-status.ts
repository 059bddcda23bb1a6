import { HOUR } from '../../platform/clock.js'
import { findOrder } from './find-order.js'
import type { Order, Shipment } from './shop.js'
import { type Known, type Line, line, type OrderShown, type Skill, type Step } from './skill.js'

/** From then on the courier is asked; see `tracking` in the table of `content/README.md`. */
const STALLED = 48 * HOUR

/** Where an order is, with whom, when it comes, and what the customer can do. */
export const orderStatus: Skill = {
  name: 'order-status',
  label: 'label-skill-order-status',
  offeredBy: [
    'track-parcel',
    'tracking-not-updated',
    'delivered-not-received',
    'when-ships',
    'delivery-time',
  ],
  step(known) {
    const found = findOrder(known, 'skill-ask-order-status')
    return found.kind === 'found' ? tell(found.order, known) : found
  },
}

function tell(order: Order, known: Known): Step {
  const { number, status } = order
  switch (status) {
    case 'unpaid':
      return said(line('order-unpaid', { order: number }), 'order-unpaid-cancelled')
    case 'paid':
      return said(line('order-paid', { order: number }), 'cancel-unshipped')
    case 'cancelled':
      return said(line('order-cancelled', { order: number }), 'cancel-refund-time')
    case 'shipped':
    case 'out-for-delivery':
    case 'at-pick-up':
      return underWay(order, known)
    case 'delivered':
      return {
        kind: 'say',
        lines: [delivered(order, known)],
        shows: shownOrder(order, known),
        cite: 'delivered-not-received',
        offers: ['start-return', 'send-invoice'],
      }
  }
}

function said(first: Line, cite: string): Step {
  return { kind: 'say', lines: [first], cite }
}

function underWay(order: Order, known: Known): Step {
  const { now, day } = known
  const { number, status, shipment } = order
  if (shipment === null) return said(line('order-paid', { order: number }), 'when-ships')
  const facts = { order: number, carrier: shipment.carrier, tracking: shipment.trackingNumber }
  if (status === 'at-pick-up') return said(line('order-at-pick-up', facts), 'pickup-point')
  const where =
    status === 'out-for-delivery'
      ? line('order-out-for-delivery', facts)
      : line('order-shipped', {
          ...facts,
          place: placeOf(shipment),
          time: day(shipment.lastEntryAt),
        })
  if (now - shipment.lastEntryAt > STALLED) {
    const lines = [where, line('order-stalled', {})]
    const shows = shownOrder(order, known)
    return { kind: 'say', lines, shows, cite: 'tracking-not-updated', offersPerson: true }
  }
  const { expectedOn } = shipment
  const lines = expectedOn ? [where, line('order-expected', { day: day(expectedOn) })] : [where]
  return { kind: 'say', lines, shows: shownOrder(order, known), cite: 'track-parcel' }
}

function delivered({ number, deliveredAt, shipment }: Order, { day }: Known): Line {
  return line('order-delivered', {
    order: number,
    carrier: shipment?.carrier ?? '—',
    tracking: shipment?.trackingNumber ?? '—',
    day: deliveredAt === null ? '—' : day(deliveredAt),
  })
}

function shownOrder({ number, shipment, deliveredAt }: Order, { day }: Known): OrderShown {
  const facts: OrderShown['facts'] = [
    ...(shipment
      ? ([
          { label: 'label-order-carrier', value: shipment.carrier },
          { label: 'label-order-tracking', value: shipment.trackingNumber },
        ] as const)
      : []),
    ...(shipment && deliveredAt === null
      ? ([
          {
            label: 'label-order-latest',
            value: `${day(shipment.lastEntryAt)} · ${placeOf(shipment)}`,
          },
          ...(shipment.expectedOn
            ? ([{ label: 'label-order-expected', value: day(shipment.expectedOn) }] as const)
            : []),
        ] as const)
      : []),
    ...(deliveredAt === null
      ? []
      : ([{ label: 'label-order-delivered', value: day(deliveredAt) }] as const)),
  ]
  return { order: number, facts }
}

function placeOf({ lastPlace, carrier }: Shipment): string {
  return lastPlace ?? carrier
}
