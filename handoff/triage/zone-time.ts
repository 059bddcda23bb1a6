import { DAY, type Instant, MINUTE } from '../../platform/clock.js'

/** A day of the calendar in some time zone. */
export interface CalendarDay {
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

/** What the clock on the wall shows. */
export interface WallTime {
  readonly date: CalendarDay
  /** Minutes since the day began by the clock: 0 to 1439. */
  readonly minute: number
}

/** Calendar and clock of one time zone, through `Intl`. */
export interface Zone {
  wallTime(at: Instant): WallTime
  /**
   * The moment at which the clock shows this minute of the day, 0 to 1440.
   *
   * A time that is skipped when clocks go forward is the moment of the change; of a time that
   * comes twice, the first.
   */
  instant(date: CalendarDay, minute: number): Instant
}

/** @param name As the IANA writes it, such as `Asia/Shanghai`; others throw a `RangeError`. */
export function createZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  })

  function wallTime(at: Instant): WallTime {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const number = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? 0
    return {
      date: { year: number('year'), month: number('month'), day: number('day') },
      minute: number('hour') * 60 + number('minute'),
    }
  }

  /** What a clock that shows this moment would show, read as if in UTC. */
  function shown(at: Instant): number {
    const { date, minute } = wallTime(at)
    return utcOf(date, minute)
  }

  return {
    wallTime,
    instant(date, minute) {
      const wanted = utcOf(date, minute)
      // No zone is more than 14 hours from UTC, and none changes its offset twice in two days.
      const offsets = [wanted - DAY, wanted + DAY].map((at) => shown(at) - at)
      const candidates = offsets.map((offset) => wanted - offset)
      const exact = candidates.filter((at) => shown(at) === wanted)
      if (exact.length > 0) return Math.min(...exact)
      return firstMinuteAfter(Math.min(...candidates), (at) => shown(at) > wanted)
    },
  }
}

/** The day after; months and leap years are the calendar's own business. */
export function nextDay({ year, month, day }: CalendarDay): CalendarDay {
  const next = new Date(Date.UTC(year, month - 1, day + 1))
  return { year: next.getUTCFullYear(), month: next.getUTCMonth() + 1, day: next.getUTCDate() }
}

/** 0 is Sunday. */
export function weekdayOf({ year, month, day }: CalendarDay): number {
  return new Date(Date.UTC(year, month - 1, day)).getUTCDay()
}

function utcOf({ year, month, day }: CalendarDay, minute: number): number {
  return Date.UTC(year, month - 1, day) + minute * MINUTE
}

function firstMinuteAfter(start: Instant, isReached: (at: Instant) => boolean): Instant {
  let at = start
  while (!isReached(at)) at += MINUTE
  return at
}
