import { findOrder } from './find-order.js'
import { maskEmail } from './mask-email.js'
import type { InvoiceAnswer } from './shop.js'
import { line, type Skill, type Step } from './skill.js'

/** Sends an invoice again, to the address that the shop has and to no other. */
export const sendInvoice: Skill = {
  name: 'send-invoice',
  label: 'label-skill-send-invoice',
  offeredBy: ['get-invoice', 'invoice-late-request'],
  step(known) {
    const found = findOrder(known, 'skill-ask-order-invoice')
    if (found.kind !== 'found') return found
    const { number } = found.order
    const { invoice } = known.answers
    if (invoice) return tell(invoice, number)
    return { kind: 'call', call: { type: 'send-invoice', order: number } }
  },
}

function tell(answer: InvoiceAnswer, order: string): Step {
  if (answer.ok) {
    const address = maskEmail(answer.sentTo)
    return { kind: 'say', lines: [line('invoice-sent', { order, address })], cite: 'get-invoice' }
  }
  return answer.refusal === 'not-issued'
    ? { kind: 'say', lines: [line('invoice-not-issued', { order })], cite: 'get-invoice' }
    : {
        kind: 'say',
        lines: [line('invoice-not-asked-for', { order })],
        cite: 'invoice-late-request',
      }
}
