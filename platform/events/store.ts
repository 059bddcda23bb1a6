import type { Kysely } from 'kysely'
import type { Clock } from '../clock.js'
import { groupCommit } from '../db/group-commit.js'
import type { Db, Tables } from '../db/tables.js'
import {
  eventsAfter,
  insertEvent,
  lastEventNumber,
  type NewEvent,
  type StoredEvent,
} from './event-table.js'

/**
 * Writes an event inside the transaction at hand, and tells its number.
 *
 * @param carry Makes what listeners of this process are handed beside the event, so that they need
 *   not read what has just been written. It is not stored.
 */
export type Append = (
  event: NewEvent,
  carry?: (stored: StoredEvent) => unknown,
) => Promise<StoredEvent>

/** @param carried Only where the writer had something at hand; whoever keeps events leaves it. */
export type Listener = (event: StoredEvent, carried?: unknown) => void

/** The database and its ordered event log: what happened is written where it happened. */
export interface Store {
  readonly db: Kysely<Tables>
  /**
   * Runs `work` in one transaction. Its events reach followers after the commit, in order;
   * when it throws, neither rows nor events remain.
   */
  transact<Result>(work: (tx: Db, append: Append) => Promise<Result>): Promise<Result>
  /** Events after `after`, in order, at most `limit` (1,000). */
  readAfter(
    after: number,
    options?: { topic?: string; limit?: number },
  ): Promise<readonly StoredEvent[]>
  /** The number of the newest event, 0 when there is none. */
  lastNumber(): Promise<number>
  /**
   * First the events after `after`, then each new one as it is committed, in order, each once,
   * until `signal` aborts.
   *
   * @param topic Only events of this topic.
   */
  follow(after: number, signal: AbortSignal, topic?: string): AsyncGenerator<StoredEvent>
  /**
   * Calls `listener` with each event committed from now on. For those who need no catching up.
   * What it throws is reported, and disturbs neither the writer nor other listeners.
   *
   * @returns A function that ends it.
   */
  listen(listener: Listener): () => void
}

const PAGE = 1_000

/** @param report Told what a listener threw. Without it, that is an uncaught error of the process. */
export function createStore(
  db: Kysely<Tables>,
  clock: Pick<Clock, 'now'>,
  report: (cause: unknown) => void = throwLater,
): Store {
  const listeners = new Set<Listener>()
  const inGroup = groupCommit(db)

  async function transact<Result>(
    work: (tx: Db, append: Append) => Promise<Result>,
  ): Promise<Result> {
    const appended: { readonly event: StoredEvent; readonly carried: unknown }[] = []
    const result = await inGroup((tx) =>
      work(tx, async (event, carry) => {
        const stored = await insertEvent(tx, event, clock.now())
        appended.push({ event: stored, carried: carry?.(stored) })
        return stored
      }),
    )
    for (const { event, carried } of appended) {
      for (const listener of listeners) tell(listener, event, carried)
    }
    return result
  }

  // It is committed: whoever wrote it must not be told that it failed.
  function tell(listener: Listener, event: StoredEvent, carried: unknown): void {
    try {
      listener(event, carried)
    } catch (cause) {
      report(cause)
    }
  }

  function listen(listener: Listener): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  async function* follow(
    after: number,
    signal: AbortSignal,
    topic?: string,
  ): AsyncGenerator<StoredEvent> {
    const fresh: StoredEvent[] = []
    let wake = () => {}
    // Listening begins before reading, so that nothing falls between the two.
    const unlisten = listen((event) => {
      if (topic !== undefined && event.topic !== topic) return
      fresh.push(event)
      wake()
    })
    const onAbort = () => wake()
    signal.addEventListener('abort', onAbort)
    try {
      let last = after
      while (!signal.aborted) {
        const page = await eventsAfter(db, last, PAGE, topic)
        for (const event of page) {
          last = event.number
          yield event
        }
        if (page.length < PAGE) break
      }
      while (!signal.aborted) {
        const event = fresh.shift()
        if (event === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
            if (signal.aborted || fresh.length > 0) resolve()
          })
        } else if (event.number > last) {
          last = event.number
          yield event
        }
      }
    } finally {
      unlisten()
      signal.removeEventListener('abort', onAbort)
    }
  }

  return {
    db,
    transact,
    listen,
    follow,
    readAfter: (after, { topic, limit = PAGE } = {}) => eventsAfter(db, after, limit, topic),
    lastNumber: () => lastEventNumber(db),
  }
}

function throwLater(cause: unknown): void {
  queueMicrotask(() => {
    throw cause
  })
}
