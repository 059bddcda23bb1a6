import type { Millis } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import type { Urgency } from '../case/case.js'
import type { Trigger } from './trigger.js'

/** The same words in each language. */
export type Texts = Readonly<Record<Language, string>>

/** What an emergency is about: a turn belongs to it when one of these is found in it. */
export interface Topic {
  /** Ids of articles. */
  readonly articles: readonly string[]
  /** Categories of articles, such as `payment`. */
  readonly categories: readonly string[]
  /** Names of signals, such as `personal-data`. */
  readonly signals: readonly string[]
}

export interface Step {
  readonly what: string
  readonly who: string
  /** The means: a page, a telephone, an account. */
  readonly by: string
}

/** What the plan says to those who work by it, in one language. */
export interface PlanWords {
  readonly steps: readonly Step[]
  readonly resources: readonly string[]
}

/** Who answers a question about the topic: a person, or the prepared sentence. */
export const TOPIC_WAYS = ['person', 'sentence'] as const
export type TopicWay = (typeof TOPIC_WAYS)[number]

/** What is different while it is in force. */
export interface PlanEffects {
  /** For how long it is declared, unless the supervisor says otherwise. */
  readonly lasts: Millis
  /** In the place of the usual target (T4); `null` leaves that as it is. */
  readonly firstResponse: Readonly<Record<Urgency, Millis>> | null
  /** Id of the team that takes the cases about the topic; `null` leaves it to the rules. */
  readonly team: string | null
  /** Of the cases about the topic. */
  readonly urgency: Urgency
  /** Whether those who are handed over are asked for patience. */
  readonly askPatience: boolean
  readonly topicGoesTo: TopicWay
}

/** A day of the calendar, such as `2027-05-31`. */
export type PlanDay = string

/** What is done when the usual way no longer holds. Source: H8.2, P6.3. */
export interface EmergencyPlan {
  readonly id: string
  readonly title: Texts
  /** Ids in the handbook, such as `H8.2`. */
  readonly source: readonly string[]
  /** Why there is such a plan, as markdown. */
  readonly reason: string
  readonly trigger: Trigger
  readonly topic: Topic
  readonly effects: PlanEffects
  /** What every customer sees above the chat and the help pages. */
  readonly banner: Texts
  /** What the bot says to a question about the topic. */
  readonly reply: Texts
  readonly words: Readonly<Record<Language, PlanWords>>
  readonly reviewBy: PlanDay
  /** When it was last rehearsed outside of this program; `null` when never. */
  readonly rehearsed: PlanDay | null
}
