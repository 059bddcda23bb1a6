import { DAY, type Instant } from '../../platform/clock.js'
import { type CalendarDay, createZone, nextDay, weekdayOf } from '../triage/zone-time.js'

/** A day of the calendar as it is stored and sorted: `2026-11-26`. */
export type DayText = string

/** Days and weeks in the time zone of the service. A week begins on Monday. */
export interface QualityDays {
  dayOf(at: Instant): DayText
  /** The moment at which a day begins, or the one after it. */
  startOf(day: DayText): Instant
  endOf(day: DayText): Instant
  after(day: DayText): DayText
  /** The Monday of its week. */
  weekOf(day: DayText): DayText
  /** 1 for Monday, to 7. */
  dayOfWeek(day: DayText): number
}

const DAYS = 7

/** @param zone IANA name, such as `Asia/Shanghai`. */
export function createQualityDays(zone: string): QualityDays {
  const { wallTime, instant } = createZone(zone)
  const dayOfWeek = (day: DayText) => ((weekdayOf(parse(day)) + DAYS - 1) % DAYS) + 1
  return {
    dayOf: (at) => format(wallTime(at).date),
    startOf: (day) => instant(parse(day), 0),
    endOf: (day) => instant(nextDay(parse(day)), 0),
    after: (day) => format(nextDay(parse(day))),
    weekOf: (day) => daysBefore(day, dayOfWeek(day) - 1),
    dayOfWeek,
  }
}

/** Of the calendar alone, so that no change of clocks comes between. */
export function daysBefore(day: DayText, count: number): DayText {
  return new Date(Date.parse(day) - count * DAY).toISOString().slice(0, 10)
}

function parse(day: DayText): CalendarDay {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return { year, month, day: date }
}

function format({ year, month, day }: CalendarDay): DayText {
  return [year, month, day].map((part) => String(part).padStart(2, '0')).join('-')
}
