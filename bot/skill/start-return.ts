import { findOrder } from './find-order.js'
import {
  type Order,
  type OrderItem,
  RETURN_REASONS,
  type ReturnAnswer,
  type ReturnReason,
} from './shop.js'
import { type Known, line, type Skill, type Step, type StepChoice } from './skill.js'

/** These are returned under other rules than what is merely not wanted. */
const FAULTS: ReadonlySet<ReturnReason> = new Set(['faulty', 'damaged', 'wrong'])

/** Starts the return of one item; whether it may be returned is for the shop to say. */
export const startReturn: Skill = {
  name: 'start-return',
  label: 'label-skill-start-return',
  offeredBy: ['return-steps', 'return-seven-days', 'return-without-packaging'],
  takesWords: 'reason',
  step(known) {
    const found = findOrder(known, 'skill-ask-order-return')
    if (found.kind !== 'found') return found
    const { order } = found
    if (order.deliveredAt === null) return notDelivered(order)
    const item = itemOf(order, known)
    if (item === undefined) return askForItem(order)
    const { slots, answers } = known
    if (slots.reason === undefined) return askForReason(order, item)
    const reason = reasonOf(slots.reason)
    if (answers.returned === undefined) {
      const words = reason === 'other' ? { words: slots.reason.slice(0, 500) } : {}
      const request = { order: order.number, item: item.id, reason, ...words }
      return { kind: 'call', call: { type: 'start-return', request } }
    }
    return tell(answers.returned, order, item, reason, known)
  },
}

function itemOf({ items }: Order, { slots }: Known): OrderItem | undefined {
  const [only] = items
  return items.length === 1 ? only : items.find(({ id }) => id === slots.item)
}

function askForItem({ number, items }: Order): Step {
  return {
    kind: 'ask',
    slot: 'item',
    line: line('skill-choose-item', { order: number }),
    choices: items.map(({ id, name }) => ({ title: name, value: id })),
    clears: ['item'],
  }
}

const REASONS: readonly StepChoice[] = [
  { title: line('label-reason-unwanted', {}), value: 'unwanted' },
  { title: line('label-reason-size', {}), value: 'size' },
  { title: line('label-reason-faulty', {}), value: 'faulty' },
  { title: line('label-reason-damaged', {}), value: 'damaged' },
  { title: line('label-reason-wrong', {}), value: 'wrong' },
]

function askForReason({ number }: Order, { name }: OrderItem): Step {
  const asks = line('skill-ask-reason', { item: name, order: number })
  return { kind: 'ask', slot: 'reason', line: asks, choices: REASONS }
}

function reasonOf(slot: string): ReturnReason {
  return RETURN_REASONS.find((reason) => reason === slot) ?? 'other'
}

function tell(
  answer: ReturnAnswer,
  order: Order,
  item: OrderItem,
  reason: ReturnReason,
  { day }: Known,
): Step {
  const { name } = item
  const isFault = FAULTS.has(reason)
  if (answer.ok) {
    const started = line('return-started', { number: answer.number, item: name })
    const needsWhole = item.returnable === 'unopened' && !isFault
    const lines = needsWhole ? [started, line('return-only-unopened', { item: name })] : [started]
    return { kind: 'say', lines, cite: 'return-steps' }
  }
  switch (answer.refusal) {
    case 'not-delivered':
      return notDelivered(order)
    case 'already-returned':
      return { ...refused(line('return-already', { item: name })), cite: 'return-steps' }
    case 'excepted':
      return { ...refused(line('return-excepted', { item: name })), cite: 'return-exceptions' }
    case 'period-over': {
      const over = { item: name, day: answer.until === null ? '—' : day(answer.until) }
      return isFault
        ? { ...refused(line('return-period-over-fault', over)), cite: 'three-guarantees' }
        : { ...refused(line('return-period-over', over)), cite: 'return-seven-days' }
    }
  }
}

function refused(why: ReturnType<typeof line>) {
  return { kind: 'say', lines: [why], offersPerson: true } as const
}

function notDelivered({ number, shipment }: Order): Step {
  const lines = [line('return-not-delivered', { order: number })]
  return { kind: 'say', lines, cite: shipment === null ? 'cancel-unshipped' : 'cancel-shipped' }
}
