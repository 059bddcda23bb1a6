import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../clock.js'
import type { Language } from '../language.js'

/**
 * Moments as people say them, seen from one `now`. The browser script `keep-times.js` follows the
 * same rules, so that a page that stays open says the same as one that was just made.
 */
export interface Times {
  readonly now: Instant
  /** "12 minutes ago", "yesterday"; a date when it is more than a week. */
  ago(at: Instant): string
  /** The length of time between now and then, in the largest whole unit: "12 min", "40 sec". */
  span(at: Instant): string
  /** Date and time in full, for hovering. */
  exact(at: Instant): string
  /** The day alone, for a line between the messages of two days. */
  day(at: Instant): string
  /** Hour and minute alone. */
  clock(at: Instant): string
}

// The browsers' own word for no time at all is "now", which is odd for what was said.
const JUST_NOW: Readonly<Record<Language, string>> = {
  'zh-Hans': '刚刚',
  'zh-Hant': '剛剛',
  en: 'just now',
}

/** @param zone IANA name of the time zone that the people work in. */
export function createTimes(language: Language, now: Instant, zone: string): Times {
  return timesOf(language, zone)(now)
}

/** The same for who needs it at many moments, as making the formats takes longest. */
export function timesOf(language: Language, zone: string): (now: Instant) => Times {
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' })
  const format = (options: Intl.DateTimeFormatOptions) => {
    const formatter = new Intl.DateTimeFormat(language, { timeZone: zone, ...options })
    return (at: Instant) => formatter.format(at)
  }
  const exact = format({ dateStyle: 'medium', timeStyle: 'short' })
  const day = format({ dateStyle: 'medium' })
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  const units = new Map<string, Intl.NumberFormat>()
  const inUnit = (unit: string): Intl.NumberFormat => {
    const known =
      units.get(unit) ??
      new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' })
    units.set(unit, known)
    return known
  }
  return (now) => ({
    now,
    exact,
    day,
    clock,
    ago(at) {
      const past = now - at
      if (past < MINUTE) return JUST_NOW[language]
      if (past < HOUR) return relative.format(-Math.floor(past / MINUTE), 'minute')
      if (past < DAY) return relative.format(-Math.floor(past / HOUR), 'hour')
      if (past < 7 * DAY) return relative.format(-Math.floor(past / DAY), 'day')
      return day(at)
    },
    span(at) {
      const length = Math.abs(at - now)
      const [unit, size] =
        length < MINUTE
          ? (['second', SECOND] as const)
          : length < HOUR
            ? (['minute', MINUTE] as const)
            : length < DAY
              ? (['hour', HOUR] as const)
              : (['day', DAY] as const)
      return inUnit(unit).format(Math.floor(length / size))
    },
  })
}

/**
 * Days of a calendar, such as `2026-11-23`, as people write them: "Nov 23, 2026". They are days
 * wherever one reads them. What is no such day stays as it is.
 */
export function daysOf(language: Language): (day: string) => string {
  const format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
  return (day) => {
    const at = Date.parse(`${day}T00:00:00Z`)
    return Number.isNaN(at) ? day : format.format(at)
  }
}
