import { isDeepStrictEqual } from 'node:util'
import { type Clock, type Millis, SECOND } from '../../platform/clock.js'
import type { StoredEvent } from '../../platform/events/event-table.js'
import type { Store } from '../../platform/events/store.js'
import { isId } from '../../platform/id.js'
import type { CaseLine } from '../case/case-file.js'
import type { CaseService } from '../case/case-service.js'
import { inServingOrder } from '../case/queue-order.js'
import type { OpenClock } from '../clock/clock-board.js'
import type { DeskClocks } from '../clock/desk-clocks.js'
import type { ConversationId } from '../conversation/message.js'

/** A line with the clock that is due first. The same object as long as nothing in it changes. */
export interface DeskLine extends CaseLine {
  readonly clock: OpenClock | undefined
}

export interface LinesRead {
  /** Every open case, in the order in which they are to be served. */
  readonly lines: readonly DeskLine[]
  /** Everything up to this event is in them. */
  readonly through: number
}

/**
 * The open cases, kept in memory for all pages of one process: whatever an event names is read
 * again, once for everybody, and nothing else.
 */
export interface DeskLines {
  /** Reads what has changed. What was committed before the call is in the answer. */
  read(): Promise<LinesRead>
  /** As last read, without waiting. */
  latest(): LinesRead
  /** Whether a conversation has a line, or is about to have one. */
  has(conversation: ConversationId): boolean
  /**
   * Calls `listener` when lines have changed. As long as anybody listens, they are kept fresh.
   *
   * @returns A function that ends it.
   */
  onChange(listener: () => void): () => void
}

export interface DeskLinesDeps {
  readonly store: Pick<Store, 'listen' | 'lastNumber'>
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly cases: Pick<CaseService, 'openLines'>
  readonly clocks: Pick<DeskClocks, 'of' | 'onChange'>
}

/** A rush of messages is read in groups: long enough to save work, too short to be seen. */
export const LINES_EVERY: Millis = SECOND / 50

/** All are read again after this, for changes that no event of this process told of. */
const WHOLE_EVERY: Millis = 20 * SECOND

export function createDeskLines(deps: DeskLinesDeps): DeskLines {
  const { store, clock, cases } = deps
  const listeners = new Set<() => void>()
  let known: LinesRead | undefined
  let listed: ReadonlySet<ConversationId> = new Set()
  let wholeAt = 0
  let begunAt = Number.NEGATIVE_INFINITY
  /** The number of the newest event that was heard. */
  let heard = 0
  /** What to read again. */
  let dirty: ReadonlySet<ConversationId> | 'all' = 'all'
  let clocksMoved = false
  /** The reading that goes on, and of what. */
  let reading: { readonly of: ReadonlySet<ConversationId> | 'all'; done: Promise<void> } | undefined
  let isDue = false
  store.listen(hear)
  deps.clocks.onChange(() => {
    clocksMoved = true
    readSoon()
  })

  function hear(event: StoredEvent): void {
    heard = Math.max(heard, event.number)
    const conversation = event.topic
    if (isId('conversation', conversation)) {
      if (dirty !== 'all' && (event.name.startsWith('case-') || has(conversation))) {
        dirty = new Set(dirty).add(conversation)
      }
    } else if (event.name.startsWith('customer-')) dirty = 'all'
    settle()
  }

  /** What was heard and changes no line is in them at once. */
  function settle(): void {
    if (known && !reading && !isDirty()) known = { ...known, through: heard }
    if (needsReading()) readSoon()
  }

  function isDirty(): boolean {
    return dirty === 'all' || dirty.size > 0
  }

  function needsReading(): boolean {
    return isDirty() || clocksMoved || isOld()
  }

  function has(conversation: ConversationId): boolean {
    const isNamed = (set: typeof dirty | undefined) =>
      set === 'all' || set?.has(conversation) === true
    return listed.has(conversation) || isNamed(dirty) || isNamed(reading?.of)
  }

  /** For those who listen. A failure is told to whoever asks next. */
  function readSoon(): void {
    if (listeners.size === 0 || isDue || reading) return
    isDue = true
    const now = () => {
      isDue = false
      if (!reading && needsReading()) begin().catch(() => undefined)
    }
    // Never longer, though the clock was set back meanwhile.
    const wait = Math.min(begunAt + LINES_EVERY - clock.now(), LINES_EVERY)
    if (wait <= 0) queueMicrotask(now)
    else clock.after(wait, now)
  }

  function begin(): Promise<void> {
    const of = isOld() ? 'all' : dirty
    dirty = new Set()
    begunAt = clock.now()
    const done = readAgain(of)
      .catch((cause: unknown) => {
        dirty = 'all'
        throw cause
      })
      .finally(() => {
        reading = undefined
        settle()
      })
    reading = { of, done }
    return done
  }

  function isOld(): boolean {
    return !known || Math.abs(clock.now() - wholeAt) >= WHOLE_EVERY
  }

  async function readAgain(of: ReadonlySet<ConversationId> | 'all'): Promise<void> {
    // Of what was committed but not heard before the first reading, the log knows.
    if (!known) heard = Math.max(heard, await store.lastNumber())
    const through = heard
    if (of === 'all') wholeAt = begunAt
    const fresh = of === 'all' ? await cases.openLines() : await readThese([...of])
    const before = known?.lines ?? []
    const kept = before.filter((line) => of !== 'all' && !of.has(line.case.conversation))
    clocksMoved = false
    const byId = new Map(before.map((line) => [line.case.id, line]))
    const lines = [...kept, ...fresh]
      .map((line) => sameWhenAlike(byId.get(line.case.id), line, deps.clocks.of(line.case.id)[0]))
      .sort((a, b) => inServingOrder(a.case, b.case))
    const isSame = lines.length === before.length && lines.every((line, at) => line === before[at])
    known = { lines: isSame ? before : lines, through }
    if (!isSame) listed = new Set(lines.map((line) => line.case.conversation))
    if (!isSame || before.length === 0) for (const listener of listeners) listener()
  }

  async function readThese(of: readonly ConversationId[]): Promise<readonly CaseLine[]> {
    return of.length === 0 ? [] : cases.openLines(of)
  }

  return {
    has,
    latest: () => known ?? { lines: [], through: 0 },
    async read() {
      const wanted = heard
      let last = known
      while (!last || isOld() || clocksMoved || last.through < wanted) {
        await (reading?.done ?? begin())
        last = known
      }
      return last
    },
    onChange(listener) {
      listeners.add(listener)
      readSoon()
      return () => listeners.delete(listener)
    },
  }
}

/** The line of before, when the one that was read says nothing else. */
function sameWhenAlike(
  before: DeskLine | undefined,
  read: CaseLine,
  clock: OpenClock | undefined,
): DeskLine {
  if (before && isSameClock(before.clock, clock)) {
    // One that was not read again is there already.
    if (read === before) return before
    if (isDeepStrictEqual({ ...read, clock: before.clock }, before)) return before
  }
  return { ...read, clock }
}

/** As far as a line shows it. */
function isSameClock(a: OpenClock | undefined, b: OpenClock | undefined): boolean {
  return (
    a?.clock === b?.clock &&
    a?.dueAt === b?.dueAt &&
    a?.warnAt === b?.warnAt &&
    a?.state === b?.state &&
    a?.paused?.reason === b?.paused?.reason
  )
}
