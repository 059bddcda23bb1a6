/** A moment, in whole milliseconds since 1970 in UTC. */
export type Instant = number

/** A length of time, in milliseconds. */
export type Millis = number

export const SECOND: Millis = 1_000
export const MINUTE: Millis = 60 * SECOND
export const HOUR: Millis = 60 * MINUTE
export const DAY: Millis = 24 * HOUR

/** Time as a dependency. Tests pass a clock that they move by hand. */
export interface Clock {
  now(): Instant
  /**
   * Calls `work` once, after `delay` at the earliest.
   *
   * @returns A function that cancels it; harmless when it already ran.
   */
  after(delay: Millis, work: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delay, work) {
    const timer = setTimeout(work, delay)
    return () => clearTimeout(timer)
  },
}
