import type { Clock, Instant, Millis } from '../clock.js'

export interface Rate {
  readonly max: number
  readonly per: Millis
}

/** Counts what each key did lately, and says when it was too much. */
export interface RateLimit {
  /** Counts one more. `false`, and not counted, when `key` has done `max` in the last `per`. */
  take(key: string): boolean
}

export function createRateLimit({ max, per }: Rate, clock: Pick<Clock, 'now'>): RateLimit {
  const taken = new Map<string, Instant[]>()
  let swept = clock.now()

  /** What lies ahead was counted before the clock was set back, and would count for as long. */
  const isRecent = (at: Instant, now: Instant) => at > now - per && at <= now

  // Keys that fell silent would otherwise stay for ever.
  function sweep(now: Instant): void {
    if (now >= swept && now - swept < per) return
    swept = now
    for (const [key, times] of taken) {
      if (!times.some((at) => isRecent(at, now))) taken.delete(key)
    }
  }

  return {
    take(key) {
      const now = clock.now()
      sweep(now)
      const recent = (taken.get(key) ?? []).filter((at) => isRecent(at, now))
      if (recent.length >= max) return false
      taken.set(key, [...recent, now])
      return true
    },
  }
}
