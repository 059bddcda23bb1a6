import type { Instant } from '../../platform/clock.js'
import { type CalendarDay, createZone } from '../triage/zone-time.js'

/** How far back the board looks: a week, or four. */
export const SPANS = [7, 28] as const
export type Span = (typeof SPANS)[number]

/** A day of the service's own calendar. */
export interface BoardDay {
  /** Such as `2026-11-26`. */
  readonly name: string
  readonly from: Instant
  /** The first moment of the next. */
  readonly to: Instant
}

/** The last days, today among them, the oldest first. */
export function lastDays(now: Instant, span: Span, timeZone: string): readonly BoardDay[] {
  const zone = createZone(timeZone)
  const { date } = zone.wallTime(now)
  const start = (back: number) => zone.instant(daysBefore(date, back), 0)
  return Array.from({ length: span }, (_, i) => {
    const back = span - 1 - i
    return { name: nameOf(daysBefore(date, back)), from: start(back), to: start(back - 1) }
  })
}

function daysBefore({ year, month, day }: CalendarDay, back: number): CalendarDay {
  const date = new Date(Date.UTC(year, month - 1, day - back))
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

function nameOf({ year, month, day }: CalendarDay): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
}
