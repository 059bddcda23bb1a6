import { setImmediate } from 'node:timers/promises'
import type { Clock, Instant, Millis } from '../../platform/clock.js'

/** A clock on which hours pass as fast as the work of each moment allows. */
export interface SimulatedClock extends Clock {
  /** Lets somebody do something at a moment; two of one moment in the order in which they were set. */
  at(moment: Instant, deed: () => Promise<void> | void): void
  /** Goes from deed to deed, each when all that came of the one before is done, until `end`. */
  run(end: Instant): Promise<void>
}

interface Entry {
  readonly at: Instant
  readonly order: number
  readonly deed: () => Promise<void> | void
}

/** @param settled Resolves when nothing is being done any more. */
export function simulatedClock(start: Instant, settled: () => Promise<void>): SimulatedClock {
  let now = start
  let count = 0
  const due = new Set<Entry>()

  function add(at: Instant, deed: Entry['deed']): Entry {
    const entry = { at: Math.max(at, now), order: count++, deed }
    due.add(entry)
    return entry
  }

  function next(end: Instant): Entry | undefined {
    let first: Entry | undefined
    for (const entry of due) {
      if (entry.at > end) continue
      const isSooner =
        first === undefined ||
        entry.at < first.at ||
        (entry.at === first.at && entry.order < first.order)
      if (isSooner) first = entry
    }
    return first
  }

  return {
    now: () => now,
    after(delay: Millis, work: () => void) {
      const entry = add(now + delay, work)
      return () => void due.delete(entry)
    },
    at: (moment, deed) => void add(moment, deed),
    async run(end) {
      await settled()
      for (let entry = next(end); entry; entry = next(end)) {
        due.delete(entry)
        now = entry.at
        await entry.deed()
        await settled()
      }
      now = end
    },
  }
}

/** Counts what is being done, so that simulated time stands still meanwhile. */
export interface Bustle {
  begin(): void
  end(): void
  settled(): Promise<void>
}

export function createBustle(): Bustle {
  let busy = 0
  let wake = () => {}
  return {
    begin: () => void busy++,
    end() {
      busy--
      if (busy === 0) wake()
    },
    async settled() {
      do {
        if (busy > 0) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
        // What follows from the last result is begun before this comes back.
        await setImmediate()
      } while (busy > 0)
    },
  }
}
