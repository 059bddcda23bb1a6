import { type Clock, type Instant, type Millis, systemClock } from '../../platform/clock.js'

/** A clock that runs like any other, from a moment that the test chooses. */
export interface RunningClock extends Clock {
  /** Jumps to a moment. Timers that were set before keep their real length. */
  jumpTo(at: Instant): void
  /** Jumps on from now. */
  skip(time: Millis): void
}

/** Noon in Beijing on a Monday, when the shop's people are at work. */
export const NOON: Instant = Date.UTC(2026, 10, 23, 4)

export function runningClock(start: Instant = NOON): RunningClock {
  let ahead = start - systemClock.now()
  return {
    now: () => systemClock.now() + ahead,
    after: systemClock.after,
    jumpTo(at) {
      ahead = at - systemClock.now()
    },
    skip(time) {
      ahead += time
    },
  }
}
