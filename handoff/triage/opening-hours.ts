import type { Instant, Millis } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import { type CalendarDay, createZone, nextDay, weekdayOf, type Zone } from './zone-time.js'

/** Minutes of the day by the clock on the wall, 0 to 1440; `to` is not open any more. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** Days with hours of their own: a sale, a holiday, a make-up working day. */
export interface SpecialDays {
  readonly name: string
  /** `null` as the year: every year. */
  readonly from: SpecialDay
  readonly to: SpecialDay
  /** Empty: closed all day. */
  readonly hours: readonly Interval[]
}

export interface SpecialDay {
  readonly year: number | null
  readonly month: number
  readonly day: number
}

/** When people serve. */
export interface OpeningHours {
  readonly timeZone: string
  /** Seven days, the first is Sunday; intervals in order, without overlap. */
  readonly week: readonly (readonly Interval[])[]
  readonly days: readonly SpecialDays[]
}

/** Whether people serve at this moment. */
export function isOpen(hours: OpeningHours, at: Instant): boolean {
  const { date, minute } = createZone(hours.timeZone).wallTime(at)
  return hoursOn(hours, date).some(({ from, to }) => from <= minute && minute < to)
}

/**
 * The first moment from `at` on at which people serve; `at` itself while they do.
 *
 * @throws {Fault} `misconfigured` when they do not within the next two years.
 */
export function nextOpening(hours: OpeningHours, at: Instant): Instant {
  return addOpenTime(hours, at, 0)
}

/**
 * The moment at which people will have served for `time`, counted from `at`: a clock that stands
 * still while the centre is closed.
 *
 * @throws {Fault} `misconfigured` when that is not within the next two years.
 */
export function addOpenTime(hours: OpeningHours, at: Instant, time: Millis): Instant {
  const zone = createZone(hours.timeZone)
  let left = time
  for (const { opens, closes } of openSpans(hours, zone, at)) {
    const start = Math.max(at, opens)
    if (left === 0 ? start < closes : left <= closes - start) return start + left
    left -= Math.max(0, closes - start)
  }
  throw new Fault(
    'misconfigured',
    'The opening hours leave no time to serve within two years. Set hours in handbook/service.md.',
  )
}

const TWO_YEARS_OF_DAYS = 731

/** When people serve, from the day of `at` on, in order. */
function* openSpans(
  hours: OpeningHours,
  zone: Zone,
  at: Instant,
): Generator<{ readonly opens: Instant; readonly closes: Instant }> {
  let { date } = zone.wallTime(at)
  for (let count = 0; count < TWO_YEARS_OF_DAYS; count++) {
    for (const { from, to } of hoursOn(hours, date)) {
      yield { opens: zone.instant(date, from), closes: zone.instant(date, to) }
    }
    date = nextDay(date)
  }
}

/** The hours of one day: those of the year's own special days, of every year's, of the weekday. */
function hoursOn(hours: OpeningHours, date: CalendarDay): readonly Interval[] {
  const special = hours.days.filter((days) => contains(days, date))
  const days = special.find(({ from }) => from.year !== null) ?? special[0]
  return days?.hours ?? hours.week[weekdayOf(date)] ?? []
}

function contains({ from, to }: SpecialDays, { year, month, day }: CalendarDay): boolean {
  const rank = (of: SpecialDay) => ((of.year ?? year) * 12 + of.month) * 31 + of.day
  const asked = rank({ year, month, day })
  // Every year from 12-30 to 01-02: the days at the end of one year and those at the next's start.
  if (from.year === null && rank(from) > rank(to)) return asked >= rank(from) || asked <= rank(to)
  return rank(from) <= asked && asked <= rank(to)
}
