import type { Situation, VariablesOf } from '../../handoff/index.js'
import type { Instant } from '../../platform/clock.js'
import type { InvoiceAnswer, Order, ReturnAnswer, ReturnRequest } from './shop.js'

/** What a customer can have done in the chat. */
export const SKILLS = ['order-status', 'start-return', 'send-invoice'] as const
export type SkillName = (typeof SKILLS)[number]

/** What a skill may have to know, in the order in which it is told to whoever takes over. */
export const SLOTS = ['order', 'item', 'reason', 'phone'] as const
export type SlotName = (typeof SLOTS)[number]
export type Slots = Readonly<Partial<Record<SlotName, string>>>

/**
 * One thing that the bot can do: data, and a pure function that says what comes next. It neither
 * asks the shop nor speaks; `run-skill.ts` does the one, `say-skill.ts` the other.
 */
export interface Skill {
  readonly name: SkillName
  /** The button that starts it. */
  readonly label:
    | 'label-skill-order-status'
    | 'label-skill-start-return'
    | 'label-skill-send-invoice'
  /** Ids of articles below whose answer it is offered. */
  readonly offeredBy: readonly string[]
  /** The slot that takes any words when they are no other question. */
  readonly takesWords?: SlotName
  readonly step: (known: Known) => Step
}

/** All that a skill looks at. */
export interface Known {
  readonly slots: Slots
  /** The shop's id of a customer whom it vouches for; `null` for a visitor without a name. */
  readonly customer: string | null
  /** What the shop has answered in this turn. */
  readonly answers: Answers
  readonly now: Instant
  /** A day as the customer reads it, from a moment or from `2026-11-28`. */
  readonly day: (at: Instant | string) => string
}

export interface Answers {
  readonly orders?: readonly Order[]
  /** `null` when there is no such order. */
  readonly order?: Order | null | 'too-many-tries'
  readonly returned?: ReturnAnswer
  readonly invoice?: InvoiceAnswer
}

export type Step =
  | AskStep
  | { readonly kind: 'call'; readonly call: ShopCall }
  | {
      /** The end of the skill. */
      readonly kind: 'say'
      readonly lines: readonly Line[]
      /** The same in facts, for channels that draw an order. */
      readonly shows?: OrderShown
      /** Id of the article that says more, or why not. */
      readonly cite?: string
      readonly offersPerson?: boolean
      /** Skills that may be wanted next. */
      readonly offers?: readonly SkillName[]
    }

/** What a card of an order shows; each fact has a label in `content/replies`. */
export interface OrderShown {
  readonly order: string
  readonly facts: readonly {
    readonly label: Extract<Situation, `label-order-${string}`>
    readonly value: string
  }[]
}

export interface AskStep {
  readonly kind: 'ask'
  readonly slot: SlotName
  readonly line: Line
  /** In the place of `line` the second time. */
  readonly again?: Line
  readonly choices?: readonly StepChoice[]
  /** What was filled in and turned out to be wrong. */
  readonly clears?: readonly SlotName[]
}

/** The words of a button, and what fills the slot when it is pressed. */
export interface StepChoice {
  readonly title: string | Line
  readonly value: string
}

export type ShopCall =
  | { readonly type: 'orders'; readonly customer: string }
  /** `phone` when it is what shows that the order is the asker's; such calls are limited. */
  | { readonly type: 'order'; readonly number: string; readonly phone: string | null }
  | { readonly type: 'start-return'; readonly request: ReturnRequest }
  | { readonly type: 'send-invoice'; readonly order: string }

/** A sentence of `content/replies` with what has to be filled in. */
export type Line = {
  [S in Situation]: { readonly situation: S; readonly variables: VariablesOf<S> }
}[Situation]

export function line<S extends Situation>(situation: S, variables: VariablesOf<S>): Line {
  return { situation, variables } as Line
}
