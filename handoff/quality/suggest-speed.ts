import type { Instant } from '../../platform/clock.js'
import type { Score } from '../case/case.js'
import type { CaseClock } from '../clock/clock-course.js'
import type { ServiceCalendar } from '../clock/service-calendar.js'
import { type QualityRules, SCORES } from './quality.js'

const ANSWERS: ReadonlySet<CaseClock['clock']> = new Set(['first-response', 'next-response'])

/**
 * What the measured times say of speed: for each answer the time that the customer waited as a
 * share of its target, and of these the median. It is for the one who scores to decide.
 *
 * @param until Answers after it are somebody else's, or another round's.
 * @returns `null` when no answer was measured.
 */
export function suggestSpeed(
  clocks: readonly CaseClock[],
  until: Instant,
  rules: Pick<QualityRules, 'speed'>,
  calendar: Pick<ServiceCalendar, 'timeBetween'>,
): Score | null {
  const shares = clocks.flatMap(({ clock, startedAt, doneAt, limits }) => {
    const [limit] = limits
    if (!ANSWERS.has(clock) || doneAt === null || doneAt > until || !limit?.time) return []
    return calendar.timeBetween(limit.counting, startedAt, doneAt) / limit.time
  })
  if (shares.length === 0) return null
  const sorted = shares.toSorted((a, b) => a - b)
  // Of an even number the longer one, so that one late answer out of two is not hidden.
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0
  return SCORES.find((score) => score === 1 || median <= rules.speed[score]) ?? 1
}
