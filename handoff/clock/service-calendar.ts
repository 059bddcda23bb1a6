import type { Instant, Millis } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import { hoursOn, isWorkingDay, type OpeningHours } from '../triage/opening-hours.js'
import { type CalendarDay, createZone, nextDay } from '../triage/zone-time.js'

/**
 * Which time counts: all of it, the time in which people serve, or of that only what lies on
 * working days.
 */
export type Counting = 'always' | 'open' | 'working'

/** Time as the service centre counts it. Answers are remembered day by day: make one and keep it. */
export interface ServiceCalendar {
  readonly timeZone: string
  /** Whether people serve at this moment. */
  isOpen(at: Instant): boolean
  /**
   * The moment at which `time` will have counted since `at`; for no time at all, the first moment
   * from `at` on that counts.
   *
   * @throws {Fault} `misconfigured` when that is not within the next two years.
   */
  addTime(counting: Counting, at: Instant, time: Millis): Instant
  /** How much of the time from `from` to `to` counts; 0 when `to` is not later. */
  timeBetween(counting: Counting, from: Instant, to: Instant): Millis
  /**
   * The working time from `at` until people go home on the last of `days` working days. The day of
   * `at` itself is not counted, as in "within three working days".
   */
  workingDays(at: Instant, days: number): Millis
}

/** A stretch of time, the end not included. */
interface Span {
  readonly from: Instant
  readonly to: Instant
}

interface DayTimes {
  readonly next: CalendarDay
  readonly isWorkingDay: boolean
  /** In order. */
  readonly open: readonly Span[]
}

const TWO_YEARS_OF_DAYS = 731

export function createServiceCalendar(hours: OpeningHours): ServiceCalendar {
  const zone = createZone(hours.timeZone)
  const days = new Map<number, DayTimes>()

  function timesOf(date: CalendarDay): DayTimes {
    const key = (date.year * 100 + date.month) * 100 + date.day
    const known = days.get(key)
    if (known) return known
    const times = {
      next: nextDay(date),
      isWorkingDay: isWorkingDay(hours, date),
      open: hoursOn(hours, date).map(({ from, to }) => ({
        from: zone.instant(date, from),
        to: zone.instant(date, to),
      })),
    }
    days.set(key, times)
    return times
  }

  /** The days from the one of `at` on. */
  function* daysFrom(at: Instant): Generator<DayTimes> {
    let { date } = zone.wallTime(at)
    for (let count = 0; count < TWO_YEARS_OF_DAYS; count++) {
      const times = timesOf(date)
      yield times
      date = times.next
    }
  }

  function* spansFrom(counting: 'open' | 'working', at: Instant): Generator<Span> {
    for (const day of daysFrom(at)) {
      if (counting === 'working' && !day.isWorkingDay) continue
      for (const { from, to } of day.open) if (at < to) yield { from: Math.max(at, from), to }
    }
  }

  function addTime(counting: Counting, at: Instant, time: Millis): Instant {
    if (counting === 'always') return at + time
    let left = time
    for (const { from, to } of spansFrom(counting, at)) {
      if (left === 0 ? from < to : left <= to - from) return from + left
      left -= to - from
    }
    throw new Fault(
      'misconfigured',
      'The opening hours leave no time to serve within two years. Set hours in handbook/service.md.',
    )
  }

  function timeBetween(counting: Counting, from: Instant, to: Instant): Millis {
    if (to <= from) return 0
    if (counting === 'always') return to - from
    let time = 0
    for (const span of spansFrom(counting, from)) {
      if (span.from >= to) break
      time += Math.min(span.to, to) - span.from
    }
    return time
  }

  return {
    timeZone: hours.timeZone,
    addTime,
    timeBetween,
    isOpen(at) {
      const { open } = timesOf(zone.wallTime(at).date)
      return open.some(({ from, to }) => from <= at && at < to)
    },
    workingDays(at, count) {
      let found = 0
      let isFirst = true
      for (const { isWorkingDay, open } of daysFrom(at)) {
        const closes = open.at(-1)?.to
        if (!isFirst && isWorkingDay && closes !== undefined) found++
        isFirst = false
        if (found === count && closes !== undefined) return timeBetween('working', at, closes)
      }
      throw new Fault(
        'misconfigured',
        'There are not enough working days within two years. Set workingDays in handbook/service.md.',
      )
    },
  }
}
