import { DAY, type Instant } from '../platform/clock.js'
import type { Language } from '../platform/language.js'

/**
 * A time as it is said to a customer: "今天 18:52", "9:30 tomorrow"; further away, with its date.
 *
 * @param timeZone Such as `Asia/Shanghai`.
 */
export function promisedTime(
  language: Language,
  at: Instant,
  now: Instant,
  timeZone: string,
): string {
  const clock = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const days = dayOf(at, timeZone) - dayOf(now, timeZone)
  if (days > 1) {
    return new Intl.DateTimeFormat(language, { ...clock, month: 'long', day: 'numeric' }).format(at)
  }
  const time = new Intl.DateTimeFormat(language, clock).format(at)
  const day = new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(days, 'day')
  return language === 'en' ? `${time} ${day}` : `${day} ${time}`
}

/** Days of the calendar, counted from any fixed one. */
function dayOf(at: Instant, timeZone: string): number {
  // Swedish writes a date as ISO 8601 does.
  return Date.parse(new Intl.DateTimeFormat('sv', { timeZone }).format(at)) / DAY
}
