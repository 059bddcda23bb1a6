import type { PublicHolidays } from '../clock/public-holidays.js'
import { type CalendarDay, weekdayOf } from './zone-time.js'

/** Minutes of the day by the clock on the wall, 0 to 1440; `to` is not open any more. */
export interface Interval {
  readonly from: number
  readonly to: number
}

/** Days with hours of their own: a sale, a day of stock-taking. */
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
  readonly holidays: PublicHolidays
  /** On the state's holidays; `null`: as on any such weekday. Empty: closed. */
  readonly onHolidays: readonly Interval[] | null
  /** On weekends that are worked; `null`: as on any such weekday. */
  readonly onMakeUpDays: readonly Interval[] | null
  /** Weekdays that count as working days, 0 is Sunday. */
  readonly workingWeek: ReadonlySet<number>
}

/** Whether this day counts where something takes working days. */
export function isWorkingDay({ holidays, workingWeek }: OpeningHours, date: CalendarDay): boolean {
  if (holidays.isMakeUpDay(date)) return true
  return holidays.nameOf(date) === undefined && workingWeek.has(weekdayOf(date))
}

/**
 * The hours of one day. The centre's own days come first, those of one year before those of every
 * year; then the state's holidays and make-up days; then the weekday.
 */
export function hoursOn(hours: OpeningHours, date: CalendarDay): readonly Interval[] {
  const own = hours.days.filter((days) => contains(days, date))
  const days = own.find(({ from }) => from.year !== null) ?? own[0]
  if (days) return days.hours
  const { holidays, onHolidays, onMakeUpDays } = hours
  const asUsual = hours.week[weekdayOf(date)] ?? []
  if (holidays.nameOf(date) !== undefined) return onHolidays ?? asUsual
  if (holidays.isMakeUpDay(date)) return onMakeUpDays ?? asUsual
  return asUsual
}

function contains({ from, to }: SpecialDays, { year, month, day }: CalendarDay): boolean {
  const rank = (of: SpecialDay) => ((of.year ?? year) * 12 + of.month) * 31 + of.day
  const asked = rank({ year, month, day })
  // Every year from 12-30 to 01-02: the days at the end of one year and those at the next's start.
  if (from.year === null && rank(from) > rank(to)) return asked >= rank(from) || asked <= rank(to)
  return rank(from) <= asked && asked <= rank(to)
}
