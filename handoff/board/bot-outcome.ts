import { HOUR, type Instant, type Millis } from '../../platform/clock.js'
import type { BoardVisit } from './board-visit.js'

/**
 * What came of a visit in which the bot answered. Only the first two are *solved*; that somebody
 * did not ask for a person says nothing.
 */
export const BOT_OUTCOMES = [
  /** The customer said so, by survey or thumb. */
  'said-solved',
  /** Left satisfied by the model, and did not come back about it in 72 hours. */
  'left-satisfied',
  /** The customer said that it is not. */
  'said-unsolved',
  'came-back',
  'passed-on',
  'left-dissatisfied',
  /** Left without a sign of either. */
  'left-neutral',
  /** Left satisfied, and may still come back. */
  'pending',
  /** Not read yet. */
  'unread',
] as const

export type BotOutcome = (typeof BOT_OUTCOMES)[number]

export const SOLVED: readonly BotOutcome[] = ['said-solved', 'left-satisfied']
/** Of these nothing can be said yet, so they are in no share. */
export const UNDECIDED: readonly BotOutcome[] = ['pending', 'unread']

/** Who comes back later comes about something new, or it held for three days. */
export const COMES_BACK_WITHIN: Millis = 72 * HOUR

/**
 * @param others Visits of the same customer.
 * @returns `null` where the bot answered nothing, or the visit is not over.
 */
export function botOutcome(
  visit: BoardVisit,
  others: readonly BoardVisit[],
  now: Instant,
): BotOutcome | null {
  if (visit.closedAt === null || !visit.served.includes('bot')) return null
  if (visit.caseId !== null || visit.served.includes('people')) return 'passed-on'
  const said = saidSolved(visit)
  if (said !== null) return said ? 'said-solved' : 'said-unsolved'
  if (visit.satisfaction === null) return 'unread'
  const { class: judged } = visit.satisfaction
  if (judged !== 'satisfied') return `left-${judged}`
  if (others.some((other) => isReturn(visit, other))) return 'came-back'
  return now < visit.closedAt + COMES_BACK_WITHIN ? 'pending' : 'left-satisfied'
}

/** What the customer said of it; a survey is asked after every thumb. */
function saidSolved({ surveys, thumb }: BoardVisit): boolean | null {
  const solved = surveys.findLast(({ answer }) => answer?.solved != null)?.answer?.solved
  if (solved != null) return solved
  return thumb === null ? null : thumb === 'up'
}

/** Whether the customer came again soon, and for all that is known about the same. */
function isReturn(visit: BoardVisit, other: BoardVisit): boolean {
  const { closedAt } = visit
  if (closedAt === null || other.session === visit.session) return false
  if (other.openedAt < closedAt || other.openedAt > closedAt + COMES_BACK_WITHIN) return false
  const isKnown = visit.topic !== null && other.topic !== null
  if (!isKnown || visit.topic === other.topic || other.topic === 'complaint') return true
  return other.articles.some((article) => visit.articles.includes(article))
}
