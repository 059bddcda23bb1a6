import { type Clock, DAY, type Instant, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import type { StoredEvent } from '../../platform/events/event-table.js'
import type { Store } from '../../platform/events/store.js'
import { isId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { ConversationId, Message } from '../conversation/message.js'
import { messagesOfSessions } from '../conversation/message-table.js'
import type { ReadSatisfaction, SatisfactionReader } from './satisfaction-reader.js'
import {
  conversationsWithCase,
  type ReadableVisit,
  satisfactionOf,
  saveSatisfaction,
  unreadSince,
  type VisitSatisfaction,
  visitsToRead,
} from './satisfaction-table.js'
import { dialogueOf, type Waits, waitsIn } from './visit-dialogue.js'

export interface KeepSatisfactionDeps {
  readonly store: Pick<Store, 'db' | 'transact' | 'listen'>
  readonly clock: Clock
  /** Opened once, when there is something to read and the signals have their model. */
  readonly open: (signal: AbortSignal) => Promise<SatisfactionReader>
  /** Told of a visit that could not be read; it is read again after a minute. */
  readonly report: (cause: unknown) => void
}

/** What is said while a case is open comes in groups. */
export const REREAD_AFTER: Millis = 30 * SECOND
/** A visit that closed may be followed at once by the question how it was. */
const AFTER_CLOSE: Millis = SECOND
/** Whoever waits for a person waits longer without a word. */
const WAIT_AGAIN: Millis = 5 * MINUTE
/** A model that cannot be reached does not come back by asking at once. */
const AFTER_FAILURE: Millis = MINUTE
/** Between two visits, so that turns of the bot get the model first. */
const PAUSE: Millis = SECOND / 20
/** As far back as the board shows. */
const CAUGHT_UP: Millis = 28 * DAY
const MOST_AT_START = 2_000

/**
 * Has every visit read once it is over, and again while a person has something to do with it. All
 * in the background, one visit at a time; nothing waits for it, and what was not read when the
 * process ended is read by the next one.
 *
 * @returns What ends it.
 */
export function keepSatisfaction(deps: KeepSatisfactionDeps): () => Promise<void> {
  const { store, clock } = deps
  const stop = new AbortController()
  /** When each conversation is to be looked at. */
  const due = new Map<ConversationId, Instant>()
  /** Those with a case: only there is a message worth reading before the end. */
  const withCase = new Set<ConversationId>()
  let reader: Promise<SatisfactionReader> | undefined
  let cancel = () => {}
  let wakesAt = Number.POSITIVE_INFINITY
  let running: Promise<void> = Promise.resolve()
  const unlisten = store.listen(hear)

  function hear({ name, topic }: StoredEvent): void {
    if (!isId('conversation', topic)) return
    if (name === 'session-closed' || name === 'case-solved') lookIn(topic, AFTER_CLOSE)
    else if (name.startsWith('case-') && name !== 'case-noted') {
      withCase.add(topic)
      lookIn(topic, REREAD_AFTER)
    } else if (name === 'message-added' && withCase.has(topic)) lookIn(topic, REREAD_AFTER)
  }

  /** The sooner of two moments holds, so that a long talk is read meanwhile. */
  function lookIn(conversation: ConversationId, time: Millis): void {
    const at = clock.now() + time
    due.set(conversation, Math.min(at, due.get(conversation) ?? at))
    arm()
  }

  /** What is wrong with one is most often wrong with all. */
  function putOff(failed: ConversationId): void {
    const again = clock.now() + AFTER_FAILURE
    for (const [conversation, at] of due) due.set(conversation, Math.max(at, again))
    due.set(failed, again)
  }

  function arm(): void {
    const next = Math.min(...due.values())
    if (stop.signal.aborted || next >= wakesAt) return
    cancel()
    wakesAt = next
    cancel = clock.after(Math.max(0, next - clock.now()), () => {
      wakesAt = Number.POSITIVE_INFINITY
      running = running.then(readDue)
    })
  }

  async function readDue(): Promise<void> {
    for (;;) {
      const next = [...due].find(([, at]) => at <= clock.now())?.[0]
      if (next === undefined || stop.signal.aborted) break
      due.delete(next)
      try {
        await readAll(next)
      } catch (cause) {
        if (stop.signal.aborted) return
        deps.report(cause)
        reader = undefined
        putOff(next)
        break
      }
      await pause()
    }
    arm()
  }

  function pause(): Promise<void> {
    if (stop.signal.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const undo = clock.after(PAUSE, done)
      function done() {
        undo()
        stop.signal.removeEventListener('abort', done)
        resolve()
      }
      stop.signal.addEventListener('abort', done)
    })
  }

  async function readAll(conversation: ConversationId): Promise<void> {
    const visits = await visitsToRead(store.db, conversation)
    if (!visits.some(({ isOpenCase }) => isOpenCase)) withCase.delete(conversation)
    for (const visit of visits) {
      const waits = await readVisit(visit)
      if (visit.isOpenCase) withCase.add(conversation)
      if (visit.isOpenCase && waits.since !== null) lookIn(conversation, WAIT_AGAIN)
    }
  }

  async function readVisit(visit: ReadableVisit): Promise<Waits> {
    const messages = await messagesOfSessions(store.db, [visit.id])
    const waits = waitsIn(messages, visit.handedAt, visit.closedAt ?? clock.now())
    const before = (await satisfactionOf(store.db, [visit.id])).get(visit.id)
    const isRead = before !== undefined && visit.through === visit.lastMessageAt
    const judged = isRead ? before : await judge(messages, visit.language)
    const { class: name, score, reasons } = judged
    const now = { class: name, score, reasons, longestWait: waits.longest }
    if (!isRead || isShownOtherwise(before, now)) await save(visit, before, now)
    return waits
  }

  async function judge(
    messages: readonly Message[],
    language: Language,
  ): Promise<ReadSatisfaction> {
    reader ??= deps.open(stop.signal)
    return (await reader).read(dialogueOf(messages), language, stop.signal)
  }

  async function save(
    visit: ReadableVisit,
    before: VisitSatisfaction | undefined,
    now: VisitSatisfaction,
  ): Promise<void> {
    await store.transact(async (tx, append) => {
      const row = await tx
        .selectFrom('session')
        .select('erased_at')
        .where('id', '=', visit.id)
        .executeTakeFirst()
      // Erased while it was read: nothing of it may come back.
      if (!row || row.erased_at !== null) return
      await saveSatisfaction(tx, visit.id, now, visit.lastMessageAt, clock.now())
      // Of what is solved no list shows it live.
      if (visit.isOpenCase && (!before || isShownOtherwise(before, now))) {
        const data = { session: visit.id }
        await append({ topic: visit.conversation, name: 'satisfaction-read', data })
      }
    })
  }

  async function catchUp(): Promise<void> {
    try {
      for (const conversation of await conversationsWithCase(store.db)) withCase.add(conversation)
      const unread = await unreadSince(store.db, clock.now() - CAUGHT_UP, MOST_AT_START)
      for (const conversation of [...withCase, ...unread]) lookIn(conversation, REREAD_AFTER)
    } catch (cause) {
      if (!stop.signal.aborted) deps.report(cause)
    }
  }

  running = catchUp()
  return async () => {
    unlisten()
    stop.abort()
    cancel()
    await running
  }
}

/** Whether a reader of the desk sees a difference. */
function isShownOtherwise(a: VisitSatisfaction, b: VisitSatisfaction): boolean {
  const minutes = ({ longestWait }: VisitSatisfaction) => Math.floor(longestWait / MINUTE)
  return a.class !== b.class || a.reasons.join() !== b.reasons.join() || minutes(a) !== minutes(b)
}
