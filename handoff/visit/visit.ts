import type { Instant } from '../../platform/clock.js'
import type { ClockName } from '../clock/clock-course.js'
import type { AgentId, CaseId } from '../conversation/message.js'

/** Why a customer is spoken to after the case, or was promised to be: T5, T9, and a call. */
export const VISIT_KINDS = [
  'return-visit',
  'second-visit',
  'call-back',
] as const satisfies readonly ClockName[]
export type VisitKind = (typeof VISIT_KINDS)[number]

export const VISIT_RESULTS = ['satisfied', 'not-satisfied', 'not-reached'] as const
export type VisitResult = (typeof VISIT_RESULTS)[number]

/** One visit to be made: a run of one clock of a case. */
export interface VisitKey {
  readonly caseId: CaseId
  readonly kind: VisitKind
  readonly round: number
}

/** What came of one try. */
export interface VisitTry {
  readonly agent: AgentId
  readonly agentName: string
  readonly result: VisitResult
  readonly words: string
  readonly at: Instant
}

/**
 * Whether this result ends the visit. Whoever is not reached is tried again, until it has been
 * tried as often as the handbook says.
 *
 * @param before How often it was tried before.
 * @param tries How often at most, the first time counted.
 */
export function endsVisit(result: VisitResult, before: number, tries: number): boolean {
  return result !== 'not-reached' || before + 1 >= tries
}
