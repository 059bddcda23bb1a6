import type { Language } from '../../platform/language.js'
import type { Role } from '../account/account.js'
import type { CustomerValue, Service, Urgency } from '../case/case.js'
import type { PlainSituation } from '../reply/situation.js'
import type { Signal, SignalName } from '../signal/signal.js'
import type { Amount, Currency } from './read-money.js'

export { CUSTOMER_VALUES, type CustomerValue } from '../case/case.js'

/** What holds around a turn, whatever the customer writes in it. */
export interface Circumstances {
  readonly value: CustomerValue
  /** Ids of the emergencies that are in force. Source: H8.2, P6.3. */
  readonly emergencies: readonly string[]
}

/** What the rules look at in one turn. */
export interface Facts extends Circumstances {
  readonly signals: readonly Pick<Signal, 'name' | 'strength' | 'cause'>[]
  /** How often in a row the bot could not help, this turn included. */
  readonly failures: number
  /** How often the customer has put the same question again, in the same words or in others. */
  readonly repeats: number
  /** What search would do; `failed` when the turn broke, `null` when nothing was searched. */
  readonly decision: 'answer' | 'ask-back' | 'hand-over' | 'failed' | null
  /** Kind of service of the article that is likely meant (T2); `null` when none is likely. */
  readonly service: Service | null
  /** The amounts of money that the customer names. */
  readonly money: readonly Amount[]
  /** Departments that have something to do with it, by id; empty when it needs one at most. */
  readonly departments: readonly string[]
  readonly language: Language
}

/** A turn of which nothing is known but its language. */
export function noFacts(language: Language): Facts {
  return {
    signals: [],
    failures: 0,
    repeats: 0,
    decision: null,
    service: null,
    money: [],
    departments: [],
    value: 'ordinary',
    emergencies: [],
    language,
  }
}

/** A closed structure, so that every rule can be checked before it meets a customer. */
export type Condition =
  | { readonly signal: SignalName; readonly atLeast: number }
  | { readonly failures: number }
  | { readonly repeats: number }
  | { readonly decision: NonNullable<Facts['decision']> }
  | { readonly service: Service }
  /** An amount that reaches the limit of its currency; other currencies never do. */
  | { readonly money: Limits }
  /** At least so many departments. */
  | { readonly departments: number }
  | { readonly value: 'valued' }
  /** The id of an emergency, or `any`. */
  | { readonly emergency: string }
  | { readonly language: Language }
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] }

/** In a rule: whichever emergency is in force. */
export const ANY_EMERGENCY = 'any'

/** From how much on an amount counts, in each currency. */
export type Limits = Readonly<Partial<Record<Currency, number>>>

/**
 * While a customer waits for a person, the bot keeps quiet, or answers the questions of which it is
 * sure. Quiet is for those who asked for a person, and for whoever needs one.
 */
export const MEANWHILES = ['quiet', 'answers'] as const
export type Meanwhile = (typeof MEANWHILES)[number]

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
  /** Who serves it, by id of `teams.md`; one that is not there means the first team. */
  readonly team: string
  /** What the colleague has to know about, such as `refunds`; `null` when anyone can help. */
  readonly skill: string | null
  /** Who gets an alert, beside the team that gets the case. */
  readonly tell: readonly Role[]
  /** What the customer hears. */
  readonly reply: PlainSituation
  /** What the bot does with further questions until a person is there. */
  readonly meanwhile: Meanwhile
  /** Of several rules that hold, the one with the lowest order decides. */
  readonly order: number
}

/** A rule that holds, with the words or examples that made it hold. */
export interface FiredRule extends EscalationRule {
  readonly causes: readonly string[]
}
