import type { Clock, Instant, Millis } from '../clock.js'

/** A clock that stands still until a test moves it. */
export interface FixedClock extends Clock {
  /** Moves on by `time`, running what falls due on the way, each at its own moment. */
  advance(time: Millis): void
}

export function fixedClock(start: Instant = Date.UTC(2026, 10, 23, 4)): FixedClock {
  let now = start
  const due = new Set<{ at: Instant; work: () => void }>()
  return {
    now: () => now,
    after(delay, work) {
      const entry = { at: now + delay, work }
      due.add(entry)
      return () => due.delete(entry)
    },
    advance(time) {
      const end = now + time
      for (;;) {
        const next = [...due].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        due.delete(next)
        now = next.at
        next.work()
      }
      now = end
    },
  }
}
