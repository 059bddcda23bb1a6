import type { Order } from './shop.js'
import { type Known, line, type Step } from './skill.js'

/** Words that ask for an order number, for each skill its own. */
export type AskForOrder =
  | 'skill-ask-order-status'
  | 'skill-ask-order-return'
  | 'skill-ask-order-invoice'

/**
 * The order that a skill is about, once the shop has shown that it is the asker's: placed by the
 * customer whom the shop's page vouches for, or by someone with these last digits of the phone.
 *
 * An order that does not exist and one of somebody else are answered in the same words.
 *
 * @param asksFor What asks for the order number, and says what it is needed for.
 */
export function findOrder(
  known: Known,
  asksFor: AskForOrder,
): Step | { readonly kind: 'found'; readonly order: Order } {
  const { slots, customer, answers } = known
  if (slots.order === undefined) return askForOrder(known, asksFor)
  if (answers.order === undefined) {
    if (customer === null && slots.phone === undefined) {
      return {
        kind: 'ask',
        slot: 'phone',
        line: line('skill-ask-phone', { order: slots.order }),
        again: line('skill-ask-phone-again', {}),
      }
    }
    return {
      kind: 'call',
      call: { type: 'order', number: slots.order, phone: slots.phone ?? null },
    }
  }
  if (answers.order === 'too-many-tries') {
    return { kind: 'say', lines: [line('skill-too-many-tries', {})], offersPerson: true }
  }
  const { order } = answers
  if (order !== null && (order.customer === customer || order.phoneLast4 === slots.phone)) {
    return { kind: 'found', order }
  }
  if (slots.phone === undefined) {
    const asks = line('skill-not-in-account', { order: slots.order })
    return { kind: 'ask', slot: 'phone', line: asks, again: line('skill-ask-phone-again', {}) }
  }
  return {
    kind: 'ask',
    slot: 'order',
    line: line('skill-order-not-found', { order: slots.order }),
    clears: ['order', 'phone'],
  }
}

function askForOrder({ customer, answers }: Known, asksFor: AskForOrder): Step {
  const again = line('skill-ask-order-again', {})
  if (customer !== null && answers.orders === undefined) {
    return { kind: 'call', call: { type: 'orders', customer } }
  }
  const orders = answers.orders ?? []
  if (orders.length === 0) {
    return { kind: 'ask', slot: 'order', line: line(asksFor, {}), again }
  }
  return {
    kind: 'ask',
    slot: 'order',
    line: line('skill-choose-order', {}),
    again,
    choices: orders.map(({ number, items }) => ({
      title: `${items[0]?.name ?? ''} · ${number}`,
      value: number,
    })),
  }
}
