import type { Instant } from '../../platform/clock.js'
import { createZone } from '../triage/zone-time.js'

/** A moment as a field for a local time takes it: `2026-11-23T15:00`. */
export function writeLocalTime(at: Instant, zone: string): string {
  const { date, minute } = createZone(zone).wallTime(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.year}-${two(date.month)}-${two(date.day)}`
  return `${day}T${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}
