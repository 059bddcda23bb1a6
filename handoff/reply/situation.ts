/**
 * Every occasion on which the program speaks by itself, with the variables that its words must
 * carry. The words are in `content/replies/<situation>.md`; a label is the text of a button or
 * field, so it has one wording where a reply has several.
 */
export const SITUATIONS = {
  greeting: [],
  'introduction-line': [],
  'data-notice': [],
  thanks: [],
  'not-understood': [],
  'not-helped': [],
  'ask-what-else': [],
  'ask-back': [],
  'answer-other-language': [],
  'feedback-thanks': [],
  'feedback-sorry': [],
  'too-long': ['limit'],
  'too-many': [],
  'file-received': [],
  'file-too-large': ['limit'],
  'file-too-many': ['limit'],
  'file-wrong-type': [],
  'file-unreadable': [],
  'file-no-room': [],
  'error-try-again': [],
  'session-expired': [],
  'hand-over-request': [],
  'hand-over-anger': [],
  'hand-over-complaint': [],
  'hand-over-threat': [],
  'hand-over-legal': [],
  'hand-over-safety': [],
  'hand-over-personal-data': [],
  'hand-over-broken-promise': [],
  'hand-over-distress': [],
  'hand-over-failed': [],
  'hand-over-unsure': [],
  'hand-over-several': [],
  'hand-over-valued': [],
  'queue-place': ['place', 'minutes'],
  'out-of-hours': ['time'],
  'nobody-present': ['time'],
  'message-kept': [],
  'agent-joined': ['name'],
  'agent-left': ['name'],
  'agent-away': ['name'],
  'given-back-to-bot': [],
  'back-while-waiting': [],
  'emergency-patience': [],
  solved: [],
  survey: [],
  'survey-thanks': [],
  'survey-sorry': [],
  'skill-ask-order': [],
  'skill-ask-order-again': [],
  'skill-choose-order': [],
  'skill-ask-phone': ['order'],
  'skill-ask-phone-again': [],
  'skill-not-in-account': ['order'],
  'skill-order-not-found': ['order'],
  'skill-too-many-tries': [],
  'skill-left': [],
  'skill-shop-down': [],
  'order-unpaid': ['order'],
  'order-paid': ['order'],
  'order-cancelled': ['order'],
  'order-shipped': ['order', 'carrier', 'tracking', 'place', 'time'],
  'order-out-for-delivery': ['order', 'carrier', 'tracking'],
  'order-at-pick-up': ['order', 'carrier', 'tracking'],
  'order-expected': ['day'],
  'order-stalled': [],
  'order-delivered': ['order', 'carrier', 'tracking', 'day'],
  'skill-choose-item': ['order'],
  'skill-ask-reason': ['item', 'order'],
  'return-started': ['number', 'item'],
  'return-only-unopened': ['item'],
  'return-already': ['item'],
  'return-excepted': ['item'],
  'return-period-over': ['item', 'day'],
  'return-period-over-fault': ['item', 'day'],
  'return-not-delivered': ['order'],
  'invoice-sent': ['order', 'address'],
  'invoice-not-issued': ['order'],
  'invoice-not-asked-for': ['order'],
  'label-none-of-these': [],
  'label-reach-person': [],
  'label-back-to-bot': [],
  'label-skill-order-status': [],
  'label-skill-start-return': [],
  'label-skill-send-invoice': [],
  'label-reason-unwanted': [],
  'label-reason-size': [],
  'label-reason-faulty': [],
  'label-reason-damaged': [],
  'label-reason-wrong': [],
  'label-order-carrier': [],
  'label-order-tracking': [],
  'label-order-latest': [],
  'label-order-expected': [],
  'label-order-delivered': [],
  'label-slot-order': [],
  'label-slot-item': [],
  'label-slot-reason': [],
  'label-slot-phone': [],
  'label-survey-speed': [],
  'label-survey-attitude': [],
  'label-survey-solution': [],
  'label-survey-bot-speed': [],
  'label-survey-bot-solution': [],
  'label-survey-service': [],
  'label-survey-pre-sales': [],
  'label-survey-in-sales': [],
  'label-survey-after-sales': [],
  'label-survey-solved': [],
  'label-survey-yes': [],
  'label-survey-no': [],
  'label-survey-recommend': [],
  'label-survey-unlikely': [],
  'label-survey-likely': [],
  'label-survey-words': [],
  'label-survey-lowest': [],
  'label-survey-highest': [],
  'label-survey-submit': [],
  'label-survey-required': [],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Situation = keyof typeof SITUATIONS

/** What has to be filled in; plain text or a number, already in the customer's language. */
export type VariablesOf<S extends Situation> = Readonly<
  Record<(typeof SITUATIONS)[S][number], string | number>
>

/** A situation whose words are complete without variables. */
export type PlainSituation = {
  [S in Situation]: (typeof SITUATIONS)[S] extends readonly [] ? S : never
}[Situation]

/** Whether `value` names one of the situations. */
export function isSituation(value: unknown): value is Situation {
  return typeof value === 'string' && Object.hasOwn(SITUATIONS, value)
}

/** Whether the situation is the text of a button or field. */
export function isLabel(situation: Situation): boolean {
  return situation.startsWith('label-')
}
