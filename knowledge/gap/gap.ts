import type { Instant } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'

/** How the bot's turn went, or what came after it. */
export const GAP_OUTCOMES = [
  'asked-back',
  'handed-over',
  'not-understood',
  'declined',
  'disliked',
  'answered-then-person',
  'corrected',
  'failed',
] as const
export type GapOutcome = (typeof GAP_OUTCOMES)[number]

/** A customer's question that got no good answer. */
export interface UnansweredQuestion {
  /** Of the bot's turn, the same each time that it is read. */
  readonly id: string
  /** As it was asked, with personal data masked. */
  readonly text: string
  readonly language: Language
  readonly at: Instant
  readonly outcome: GapOutcome
  /** Id of the article that was answered from, or else of the nearest; `null` when none was found. */
  readonly article: string | null
  /** That the first article found answers it, 0 to 1, as search saw it; `null`: not searched. */
  readonly probability: number | null
  /** Articles that were right by an agent or the customer; empty: none is. `null`: nobody said. */
  readonly right: readonly string[] | null
}

/** What colleagues wrote where they solved such a question. */
export interface SolvedAnswer {
  readonly caseId: string
  readonly at: Instant
  /** The customer's questions and the agents' sentences, personal data masked. */
  readonly questions: readonly string[]
  readonly sentences: readonly string[]
  /** Ids of the articles that the agents put into their replies. */
  readonly articles: readonly string[]
  readonly language: Language
}

/** Where unanswered questions come from. Knowledge knows no conversations: the root passes it in. */
export interface GapSource {
  /** All since then, newest first, at most `limit`. */
  questions(since: Instant, limit: number): Promise<readonly UnansweredQuestion[]>
  /** How cases were solved that these questions led to, newest first. */
  solvedAfter(questions: readonly string[]): Promise<readonly SolvedAnswer[]>
  /** @returns `null` when there is no such case, or it is not solved. */
  solvedCase(caseId: string): Promise<SolvedAnswer | null>
  /** Drops what it keeps of customers' words. */
  forget(): void
}

export const GAP_KINDS = [
  'no-article',
  'not-found',
  'unhelpful',
  'out-of-scope',
  'system-trouble',
] as const

/** What is missing: an article, a way to it, a better one, nothing of ours, or a working system. */
export type GapKind = (typeof GAP_KINDS)[number]

/** Questions that ask the same, without a good answer. */
export interface Gap {
  /** Newest first. */
  readonly questions: readonly UnansweredQuestion[]
  /** The one that says best what all of them ask. */
  readonly typical: UnansweredQuestion
  readonly kind: GapKind
  /** Id of the article that most of them came near. */
  readonly article: string | null
  /** Asked in the last seven days, and in the seven before. */
  readonly lastWeek: number
  readonly weekBefore: number
  /** Id of the article that answers the typical question today; `null` when none does. */
  readonly answeredBy: string | null
}
