import { type Clock, DAY, type Instant, type Millis } from '../../platform/clock.js'
import type { StoredEvent } from '../../platform/events/event-table.js'
import type { Store } from '../../platform/events/store.js'
import { isId } from '../../platform/id.js'
import type { Case } from '../case/case.js'
import type { CaseId, ConversationId } from '../conversation/message.js'
import {
  type CaseHistory,
  type ClockSettings,
  clocksIn,
  concerns,
  type Notice,
  noticeOf,
  readHistories,
  readHistory,
} from './case-history.js'
import { type CaseClock, type ClockState, stateOf } from './clock-course.js'

/** A clock that runs or stands now. */
export interface OpenClock extends CaseClock {
  readonly state: Exclude<ClockState, 'met'>
}

/** A case with what its clocks are and have led to. */
export interface ClockedCase {
  readonly history: CaseHistory
  readonly clocks: readonly CaseClock[]
  readonly notices: readonly Notice[]
}

/** The clocks of all cases with something to do, kept true to the event log in memory. */
export interface ClockBoard extends Disposable {
  /** Those that are not done, the one that is due first before; those that stand come last. */
  of(id: CaseId): readonly OpenClock[]
  all(): Iterable<ClockedCase>
  /**
   * Calls `listener` when a case's clocks may have changed.
   *
   * @returns A function that ends it.
   */
  onChange(listener: () => void): () => void
}

export interface ClockBoardDeps {
  readonly store: Pick<Store, 'db' | 'listen'>
  readonly clock: Pick<Clock, 'now'>
  readonly settings: ClockSettings
  /** Told when a case could not be read again; its clocks are missing until the next start. */
  readonly report: (cause: unknown) => void
}

/**
 * How long after solving a case is still looked at. The visits are due sooner; what nobody did by
 * then stays in the log as breached.
 */
const KEPT_AFTER_SOLVED: Millis = 14 * DAY

/** Reads what is open, then follows the log. */
export async function openClockBoard(deps: ClockBoardDeps): Promise<ClockBoard> {
  const { store, clock, settings } = deps
  const cases = new Map<CaseId, ClockedCase>()
  const byConversation = new Map<ConversationId, Set<CaseId>>()
  const listeners = new Set<() => void>()
  /** What happens while the log is read; of the cases that it names, or of all at the start. */
  const heldBack = new Map<CaseId | 'all', StoredEvent[]>([['all', []]])
  const unlisten = store.listen(hear)
  for (const history of await readHistories(store.db, clock.now() - KEPT_AFTER_SOLVED)) {
    keep(history)
  }
  release('all')

  /** Keeps a case as long as one of its clocks is not done. */
  function keep(history: CaseHistory): void {
    const { caseId, conversation } = history
    const clocks = clocksIn(history, settings)
    const notices = history.events
      .map((event) => noticeOf(event, caseId))
      .filter((notice): notice is Notice => notice !== undefined)
    const ids = byConversation.get(conversation) ?? new Set<CaseId>()
    if (clocks.some(({ doneAt }) => doneAt === null)) {
      cases.set(caseId, { history, clocks, notices })
      byConversation.set(conversation, ids.add(caseId))
      return
    }
    cases.delete(caseId)
    ids.delete(caseId)
    if (ids.size === 0) byConversation.delete(conversation)
  }

  function hear(event: StoredEvent): void {
    for (const held of heldBack.values()) held.push(event)
    if (heldBack.has('all')) return
    const named = isId('case', event.data['caseId']) ? event.data['caseId'] : undefined
    const conversation = event.topic as ConversationId
    if (event.name === 'case-solved') forgetOld()
    if (named && !cases.has(named)) {
      if (event.name === 'case-opened') {
        keep({ caseId: named, conversation, assumed: assumedOf(event), events: [event] })
        tell()
      } else if (WAKES.has(event.name) && !heldBack.has(named)) wake(named)
      return
    }
    const ids = [...(byConversation.get(conversation) ?? [])]
    const concerned = ids.filter((id) => concerns(event, id))
    for (const id of concerned) add(id, event)
    if (concerned.length > 0) tell()
  }

  /** Reads a case whose clocks had all ended; what happens meanwhile comes after it. */
  function wake(id: CaseId): void {
    heldBack.set(id, [])
    readHistory(store.db, id)
      .then((history) => {
        if (history) keep(history)
      })
      .catch(deps.report)
      .finally(() => {
        release(id)
        tell()
      })
  }

  function release(which: CaseId | 'all'): void {
    const events = heldBack.get(which) ?? []
    heldBack.delete(which)
    for (const event of events) {
      if (which === 'all') hear(event)
      else if (concerns(event, which)) add(which, event)
    }
  }

  function add(id: CaseId, event: StoredEvent): void {
    const history = cases.get(id)?.history
    // What was read at the start may contain it.
    if (!history || (history.events.at(-1)?.number ?? 0) >= event.number) return
    keep({ ...history, events: [...history.events, event] })
  }

  function tell(): void {
    for (const listener of listeners) listener()
  }

  function forgetOld(): void {
    const before = clock.now() - KEPT_AFTER_SOLVED
    for (const { history, clocks } of [...cases.values()]) {
      const isActive = clocks.some((each) => each.clock === 'solution' && each.doneAt === null)
      if (isActive || (history.events.at(-1)?.at ?? 0) > before) continue
      cases.delete(history.caseId)
      byConversation.get(history.conversation)?.delete(history.caseId)
    }
  }

  return {
    of(id) {
      const now = clock.now()
      return (cases.get(id)?.clocks ?? [])
        .filter(({ doneAt }) => doneAt === null)
        .map((each) => ({ ...each, state: stateOf(each, now) as OpenClock['state'] }))
        .toSorted((a, b) => dueOrNever(a) - dueOrNever(b))
    },
    all: () => cases.values(),
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    [Symbol.dispose]: unlisten,
  }
}

/** A case whose clocks had all ended is read again when one of these begins another. */
const WAKES: ReadonlySet<string> = new Set(['case-reopened', 'case-closed', 'case-solved'])

/** Finite, so that two that stand compare as equal. */
function dueOrNever({ dueAt }: CaseClock): Instant {
  return dueAt ?? Number.MAX_SAFE_INTEGER
}

/** Of a case that was just opened, its event says everything. */
function assumedOf({ data }: StoredEvent): Pick<Case, 'urgency' | 'category'> {
  return { urgency: data['urgency'] === 'urgent' ? 'urgent' : 'normal', category: 'product' }
}
