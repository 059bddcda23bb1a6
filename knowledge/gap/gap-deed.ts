import type { Instant } from '../../platform/clock.js'
import type { Id } from '../../platform/id.js'
import type { Gap } from './gap.js'

export type GapDeedKind = 'dismissed' | 'drafted' | 'added'

/** Who did it, as far as knowledge must know. */
export interface Editor {
  readonly id: string
  readonly name: string
}

/** What an editor did about a group. It holds ids of questions, and no word of a customer. */
export interface GapDeed {
  readonly id: Id<'gapdeed'>
  readonly kind: GapDeedKind
  /** Why it was dismissed; empty for the others. */
  readonly reason: string
  /** Id of the article that was begun, or that got the questions. */
  readonly article: string | null
  /** So many further questions bring the group back. */
  readonly growsBy: number
  readonly editor: Editor
  readonly at: Instant
  /** Those that the group had then. */
  readonly questions: readonly string[]
}

/** Whether something is left to do about a group. */
export const GAP_STATES = ['open', 'in-work', 'answered', 'dismissed'] as const
export type GapState = (typeof GAP_STATES)[number]

export interface GapStanding {
  readonly state: GapState
  /** The newest deed about any of its questions. */
  readonly deed: GapDeed | null
  /** Questions that no deed was about. */
  readonly fresh: number
}

/**
 * Where a group stands. Groups have no identity of their own, since each new question may move them:
 * what was done belongs to the questions, and a group that grows enough beyond them is open again.
 *
 * @param deeds Newest first.
 */
export function standingOfGap(
  { questions, kind, answeredBy }: Pick<Gap, 'questions' | 'kind' | 'answeredBy'>,
  deeds: readonly GapDeed[],
): GapStanding {
  const ids = new Set(questions.map(({ id }) => id))
  const about = deeds.filter((deed) => deed.questions.some((id) => ids.has(id)))
  const covered = new Set(about.flatMap((deed) => deed.questions))
  const fresh = questions.filter(({ id }) => !covered.has(id)).length
  const deed = about[0] ?? null
  // An answer that did not help is found still; a system that failed says nothing of articles.
  const isAnswered = answeredBy !== null && kind !== 'unhelpful' && kind !== 'system-trouble'
  if (deed && fresh < deed.growsBy) {
    if (deed.kind === 'dismissed') return { state: 'dismissed', deed, fresh }
    return { state: answeredBy === null ? 'in-work' : 'answered', deed, fresh }
  }
  return { state: isAnswered ? 'answered' : 'open', deed, fresh }
}
