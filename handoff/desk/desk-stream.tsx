import { type Millis, SECOND } from '../../platform/clock.js'
import type { StreamEvent } from '../../platform/http/sse.js'
import type { Language } from '../../platform/language.js'
import type { Account } from '../account/account.js'
import {
  type Change,
  listenForChanges,
  type Redraw,
  redrawFor,
  type Watch,
} from './desk-changes.js'
import type { DeskDeps } from './desk-deps.js'
import { CaseParts, ConversationPart, ListParts, OthersPart, PresencePart } from './desk-parts.js'
import type { DeskPlace } from './desk-place.js'
import { createMailbox } from './mailbox.js'
import { readFrame, readLists, readOpenCase } from './read-desk.js'
import type { Viewers } from './viewers.js'

/** The page that listens. */
export interface DeskListener {
  readonly account: Account
  readonly sessionToken: string
  readonly language: Language
  readonly place: DeskPlace
  /** The newest event that the page knows. */
  readonly since: number
}

export type DeskStreamDeps = DeskDeps & { readonly viewers: Viewers }

/** A list is drawn at most this often: a rush of messages costs no more than a few. */
const LIST_EVERY: Millis = SECOND / 4

/** Who missed more than this is sent everything at once. */
const CATCH_UP = 200

/**
 * What changes on one open page of the desk: first what it missed, then each change as it is
 * committed, as parts of the page that are drawn again.
 *
 * While it runs, its agent counts as seen. It ends when they have signed out.
 */
export async function* deskStream(
  deps: DeskStreamDeps,
  listener: DeskListener,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const { account, place, sessionToken } = listener
  const file = place.caseId === null ? undefined : await deps.cases.find(place.caseId)
  let watch: Watch = {
    agent: account.id,
    caseId: place.caseId,
    conversation: file?.case.conversation ?? null,
    listed: null,
  }
  const box = createMailbox<Change>()
  const unlisten = listenForChanges(deps, watch, box.put)
  // Told to this page as well, which thereby learns of those who came since it was drawn.
  const leave = place.caseId && deps.viewers.enter(place.caseId, account.id, account.name)
  let number = listener.since
  let listDrawnAt = 0
  let listIsHeld = false

  try {
    // Listening began before this, so nothing falls between the two; what is seen twice is harmless.
    const missed = await deps.store.readAfter(number, { limit: CATCH_UP })
    for (const event of missed) box.put({ kind: 'event', event })
    if (missed.length === CATCH_UP) box.put({ kind: 'everything' })

    while (!signal.aborted) {
      const changes = await box.take(signal)
      for (const change of changes) {
        if (change.kind === 'event') number = Math.max(number, change.event.number)
      }
      const redraw = redrawFor(changes, watch)
      if (redraw.pulse) {
        if (!(await deps.accounts.accountOf(sessionToken))) return
        await deps.presence.seen(account.id)
      }
      yield* drawPage(deps, listener, redraw, number)
      if (!redraw.list) continue

      const wait = listDrawnAt + LIST_EVERY - deps.clock.now()
      if (wait > 0) {
        if (!listIsHeld) deps.clock.after(wait, () => box.put({ kind: 'list' }))
        listIsHeld = true
        continue
      }
      listIsHeld = false
      listDrawnAt = deps.clock.now()
      const lists = await readLists(deps, account, place)
      watch = { ...watch, listed: lists.conversations }
      const frame = await readFrame(deps, account, listener.language, place)
      yield { id: String(number), data: String(<ListParts frame={frame} lists={lists} />) }
    }
  } finally {
    unlisten()
    if (leave) leave()
  }
}

/** Everything but the list. */
async function* drawPage(
  deps: DeskStreamDeps,
  { account, language, place }: DeskListener,
  redraw: Redraw,
  number: number,
): AsyncGenerator<StreamEvent> {
  const { openCase, others, presence, customerTyping, customerWrote } = redraw
  if (customerTyping) yield { event: 'customer-typing', data: 'true' }
  if (openCase === 'no' && !others && !presence) return

  const frame = await readFrame(deps, account, language, place)
  if (place.caseId !== null && openCase !== 'no') {
    const open = await readOpenCase(deps, frame, place.caseId)
    if (open) {
      const props = { frame, open, renderMarkdown: deps.renderMarkdown }
      const parts = openCase === 'all' ? <CaseParts {...props} /> : <ConversationPart {...props} />
      yield { id: String(number), data: String(parts) }
      if (customerWrote) yield { event: 'customer-message', data: 'true' }
    }
  }
  if (place.caseId !== null && others) {
    const viewers = deps.viewers.others(place.caseId, account.id)
    yield { data: String(<OthersPart frame={frame} others={viewers} />) }
  }
  if (presence) {
    const mine = (await deps.presence.all()).find(({ agent }) => agent === account.id)
    yield { data: String(<PresencePart frame={frame} presence={mine} />) }
  }
}
