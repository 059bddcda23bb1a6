import type { Clock, Instant, Millis } from '../clock.js'
import { MINUTE, SECOND } from '../clock.js'

/**
 * Something that falls due, and keeps by itself what and when: in a table or in the event log.
 * So nothing is lost when the process ends; the next one asks again.
 */
export interface DueSource {
  /** For reports. */
  readonly name: string
  /** The earliest moment at which something is due, past or to come; `undefined` for none. */
  next(): Promise<Instant | undefined>
  /**
   * Does all that is due at `now`. It may be called when nothing is: what was due may have been
   * done or called off meanwhile, so each thing is checked where it is written.
   */
  run(now: Instant): Promise<void>
}

export interface DueHandle {
  /** Says that the next moment may have changed. Cheap; to be called after each change. */
  look(): void
  /** Ends it, and waits for what is running. */
  leave(): Promise<void>
}

export interface DueTimer extends AsyncDisposable {
  /** Looks at once, so that what fell due while nobody was there is found. */
  register(source: DueSource): DueHandle
}

/**
 * The longest sleep. A timer measures elapsed time, not the clock on the wall: after the clock was
 * set forward, or the machine slept, a long sleep would end late. Waking costs one comparison, no
 * query. It is also far below what `setTimeout` can hold (2^31 - 1 ms, 24.8 days).
 */
export const LONGEST_SLEEP: Millis = 30 * SECOND

/** A full disk does not become empty by asking again at once. */
export const AFTER_FAILURE: Millis = MINUTE

interface Entry {
  readonly source: DueSource
  due: Instant | undefined
  /** What is being asked or done; `undefined` while it rests. */
  busy: Promise<void> | undefined
  /** Something changed while it was busy. */
  changed: boolean
  left: boolean
}

/**
 * One timer for everything that falls due. It sleeps until the earliest moment of all sources, and
 * while there is none, it does not run. After the clock was set back, all are asked anew.
 *
 * @param deps.report Told when a source failed; it is asked again after a minute, others go on.
 */
export function createDueTimer(deps: {
  readonly clock: Clock
  readonly report: (source: string, cause: unknown) => void
  /** After so long at most it notices that the clock was set. */
  readonly longestSleep?: Millis
}): DueTimer {
  const { clock, longestSleep = LONGEST_SLEEP } = deps
  const entries = new Set<Entry>()
  let armedAt = clock.now()
  let cancel = () => {}

  function look(entry: Entry): void {
    if (entry.left) return
    if (entry.busy) entry.changed = true
    else entry.busy = work(entry)
  }

  async function work(entry: Entry): Promise<void> {
    do {
      entry.changed = false
      entry.due = await runAllDue(entry).catch((cause: unknown) => {
        deps.report(entry.source.name, cause)
        return clock.now() + AFTER_FAILURE
      })
    } while (entry.changed && !entry.left)
    entry.busy = undefined
    arm()
  }

  /** @returns What comes next. */
  async function runAllDue({ source }: Entry): Promise<Instant | undefined> {
    let last = Number.NEGATIVE_INFINITY
    for (;;) {
      const due = await source.next()
      const now = clock.now()
      if (due === undefined || due > now) return due
      // Else a source that leaves something undone would keep the process busy for ever.
      if (due <= last) throw new Error(`What was due at ${due} is still due after it was run.`)
      last = due
      await source.run(now)
    }
  }

  function arm(): void {
    cancel()
    cancel = () => {}
    const resting = [...entries].filter(({ busy }) => !busy)
    const due = Math.min(...resting.map((entry) => entry.due ?? Number.POSITIVE_INFINITY))
    if (due === Number.POSITIVE_INFINITY) return
    armedAt = clock.now()
    cancel = clock.after(Math.min(Math.max(0, due - armedAt), longestSleep), wake)
  }

  function wake(): void {
    const now = clock.now()
    // A moment that was told by the clock as it was before may lie a day too far ahead.
    const isSetBack = now < armedAt
    for (const entry of entries) {
      if (!entry.busy && entry.due !== undefined && (isSetBack || entry.due <= now)) look(entry)
    }
    arm()
  }

  async function leave(entry: Entry): Promise<void> {
    entry.left = true
    entries.delete(entry)
    await entry.busy
    arm()
  }

  return {
    register(source) {
      const entry: Entry = { source, due: undefined, busy: undefined, changed: false, left: false }
      entries.add(entry)
      look(entry)
      return { look: () => look(entry), leave: () => leave(entry) }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...entries].map(leave))
    },
  }
}
