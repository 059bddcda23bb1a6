import type { Instant, Millis } from '../../platform/clock.js'
import type { Id } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Score } from '../case/case.js'
import type { AgentId, CaseId } from '../conversation/message.js'

export type SampleId = Id<'sample'>

/** What a conversation is judged by. Source: H7.1. */
export const CRITERIA = ['speed', 'attitude', 'effect'] as const
export type Criterion = (typeof CRITERIA)[number]

export const SCORES = [5, 4, 3, 2, 1] as const satisfies readonly Score[]

/** Why a conversation is drawn more often than others. */
export const DRAW_REASONS = ['lowRated', 'reopened', 'long'] as const
export type DrawReason = (typeof DRAW_REASONS)[number]

/** What `content/handbook/quality.md` says. */
export interface QualityRules {
  readonly perAgentWeekly: number
  /** How much more often than one for which nothing speaks. */
  readonly weights: Readonly<Record<DrawReason, number>>
  readonly longFrom: Millis
  /** For each score, the largest share of the target that the customer may have waited. */
  readonly speed: Readonly<Record<2 | 3 | 4 | 5, number>>
  /** What each score means. */
  readonly guidance: Readonly<
    Record<Criterion, Readonly<Record<Score, Readonly<Record<Language, string>>>>>
  >
}

/** What one agent did with one case, up to its solving. */
export interface Handled {
  readonly caseId: CaseId
  readonly agent: AgentId
  readonly solvedAt: Instant
  readonly reasons: readonly DrawReason[]
}

/** A conversation that was drawn to be scored. */
export interface Sample extends Handled {
  readonly id: SampleId
  /** Such as `2026-11-26`. */
  readonly day: string
  /** The Monday of its week. */
  readonly week: string
}

export interface QualityScore {
  readonly scores: Readonly<Record<Criterion, Score>>
  /** What the measured times suggest; `null` where nothing was measured. */
  readonly suggestedSpeed: Score | null
  readonly words: string
  readonly scorer: AgentId
  readonly scorerName: string
  readonly at: Instant
  /** When the agent first saw it. */
  readonly seenAt: Instant | null
  /** What the agent said to it. */
  readonly answer: { readonly words: string; readonly at: Instant } | null
}
