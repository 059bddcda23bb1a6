import type { Instant, Millis } from '../../platform/clock.js'
import type { PauseReason } from './case-moment.js'
import type { Counting, ServiceCalendar } from './service-calendar.js'

/** First and next response (T4, H4.1), solution (Y2), return visit (T5), supervisor's visit (T9). */
export const CLOCKS = [
  'first-response',
  'next-response',
  'solution',
  'return-visit',
  'second-visit',
  'call-back',
] as const
export type ClockName = (typeof CLOCKS)[number]

/** So much time may pass, counted from `from`. */
export interface Limit {
  readonly from: Instant
  readonly time: Millis
  readonly counting: Counting
}

export interface Pause {
  readonly from: Instant
  /** `null` while it lasts. */
  readonly to: Instant | null
  readonly reason: PauseReason
}

/** One run of a clock, as the events tell it: no moment of the present is in it. */
export interface Course {
  readonly clock: ClockName
  /** Which run of this clock in its case, from 1; the same for ever, as events never change. */
  readonly round: number
  readonly startedAt: Instant
  /** The one that is reached first counts: a case that grew urgent has a second, shorter one. */
  readonly limits: readonly Limit[]
  readonly pauses: readonly Pause[]
  /** When what it waited for was done; `null` while it was not. */
  readonly doneAt: Instant | null
}

/** A course with its moments worked out. */
export interface CaseClock extends Course {
  /** `null` while it stands still before having run out. */
  readonly dueAt: Instant | null
  readonly warnAt: Instant | null
  readonly paused: Pause | null
}

/** `met` in time; `breached` when it ran out, whether or not it was done later. */
export type ClockState = 'running' | 'paused' | 'warned' | 'breached' | 'met'

/** @param warnShare Share of the time after which a warning is due, 0 to 1. */
export function workOut(
  course: Course,
  warnShare: number,
  calendar: Pick<ServiceCalendar, 'addTime' | 'timeBetween'>,
): CaseClock {
  const reached = (share: number) => {
    const moments = course.limits.map((limit) => reachedAt(limit, share, course.pauses, calendar))
    return moments.reduce((a, b) => (a === null ? b : b === null ? a : Math.min(a, b)), null)
  }
  return {
    ...course,
    dueAt: reached(1),
    warnAt: reached(warnShare),
    paused: course.doneAt === null ? (course.pauses.find(({ to }) => to === null) ?? null) : null,
  }
}

/** When this share of a limit has passed, pauses left out; `null` when a pause holds it up. */
function reachedAt(
  { from, time, counting }: Limit,
  share: number,
  pauses: readonly Pause[],
  calendar: Pick<ServiceCalendar, 'addTime' | 'timeBetween'>,
): Instant | null {
  let left = Math.round(time * share)
  let runsFrom = from
  for (const pause of pauses) {
    if (pause.from > runsFrom) {
      const ran = calendar.timeBetween(counting, runsFrom, pause.from)
      if (ran >= left) return calendar.addTime(counting, runsFrom, left)
      left -= ran
    }
    if (pause.to === null) return null
    runsFrom = Math.max(runsFrom, pause.to)
  }
  return calendar.addTime(counting, runsFrom, left)
}

/** How a clock stands at `now`. The moment at which it is due is too late. */
export function stateOf(clock: CaseClock, now: Instant): ClockState {
  const { doneAt, dueAt, warnAt, paused } = clock
  if (doneAt !== null) return dueAt === null || doneAt < dueAt ? 'met' : 'breached'
  if (dueAt !== null && dueAt <= now) return 'breached'
  if (paused) return 'paused'
  return warnAt !== null && warnAt <= now ? 'warned' : 'running'
}
