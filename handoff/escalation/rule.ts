import type { Language } from '../../platform/language.js'
import type { Urgency } from '../case/case.js'
import type { PlainSituation } from '../reply/situation.js'
import type { Signal, SignalName } from '../signal/signal.js'

/** What the rules look at in one turn. */
export interface Facts {
  readonly signals: readonly Pick<Signal, 'name' | 'strength' | 'cause'>[]
  /** How often in a row the bot could not help, this turn included. */
  readonly failures: number
  /** How often the customer has put the same question again. */
  readonly repeats: number
  /** What search would do; `failed` when the turn broke, `null` when nothing was searched. */
  readonly decision: 'answer' | 'ask-back' | 'hand-over' | 'failed' | null
  readonly language: Language
}

/** A closed structure, so that every rule can be checked before it meets a customer. */
export type Condition =
  | { readonly signal: SignalName; readonly atLeast: number }
  | { readonly failures: number }
  | { readonly repeats: number }
  | { readonly decision: NonNullable<Facts['decision']> }
  | { readonly language: Language }
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] }

/** Who serves what a rule hands over: everyone, or the colleagues trained for complaints. */
export const TEAMS = ['general', 'complaints'] as const
export type Team = (typeof TEAMS)[number]

/** One file of `content/handbook/escalation`: when a person takes over, and how. */
export interface EscalationRule {
  readonly id: string
  /** Why the case came, for people at the desk. */
  readonly title: Readonly<Record<Language, string>>
  /** The same at length, as markdown. */
  readonly reason: string
  /** Ids of the handbook, such as `H4.2`. */
  readonly source: readonly string[]
  readonly when: Condition
  readonly urgency: Urgency
  readonly team: Team
  /** What the customer hears. */
  readonly reply: PlainSituation
  /** Of several rules that hold, the one with the lowest order decides. */
  readonly order: number
}

/** A rule that holds, with the words or examples that made it hold. */
export interface FiredRule extends EscalationRule {
  readonly causes: readonly string[]
}
