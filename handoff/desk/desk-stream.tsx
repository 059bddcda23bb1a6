import type { StreamEvent } from '../../platform/http/sse.js'
import type { Language } from '../../platform/language.js'
import type { Account } from '../account/account.js'
import {
  type Change,
  listenForChanges,
  mayTell,
  type Redraw,
  redrawFor,
  type Watch,
} from './desk-changes.js'
import { CaseParts, ConversationPart, OthersPart, PresencePart } from './desk-parts.js'
import type { DeskPlace } from './desk-place.js'
import { type LiveList, openLiveList } from './live-list.js'
import { createMailbox } from './mailbox.js'
import { frameOf, readOpenCase } from './read-desk.js'
import type { SharedDesk } from './share-desk.js'

/** The page that listens. */
export interface DeskListener {
  readonly account: Account
  readonly sessionToken: string
  readonly language: Language
  readonly place: DeskPlace
  /** The newest event that the page knows. */
  readonly since: number
}

/** Who missed more than this is sent everything at once. */
const CATCH_UP = 200

/**
 * What changes on one open page of the desk: first what it missed, then each change as it is
 * committed, as parts of the page that are drawn again. The open case goes before the list.
 *
 * While it runs, its agent counts as seen. It ends when they have signed out.
 */
export async function* deskStream(
  deps: SharedDesk,
  listener: DeskListener,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const { account, place } = listener
  const file = place.caseId === null ? undefined : await deps.cases.find(place.caseId)
  const watch: Watch = {
    agent: account.id,
    caseId: place.caseId,
    conversation: file?.case.conversation ?? null,
    isListed: (conversation) => deps.lines.has(conversation) || list?.has(conversation) === true,
  }
  const box = createMailbox<Change>()
  const unlisten = listenForChanges(deps, watch, box.put)
  // Told to this page as well, which thereby learns of those who came since it was drawn.
  const leave = place.caseId && deps.viewers.enter(place.caseId, account.id, account.name)
  let number = listener.since
  let list: LiveList | undefined

  try {
    // Lines first: what has changed in them since is among what was missed.
    await deps.lines.read()
    // Listening began before this, so nothing falls between the two; what is seen twice is harmless.
    const missed = await deps.store.readAfter(number, { limit: CATCH_UP })
    for (const event of missed) box.put({ kind: 'event', event })
    if (missed.length === CATCH_UP) box.put({ kind: 'everything' })
    const isListed = place.view === 'solved' ? () => true : watch.isListed
    const isAsDrawn = !missed.some((event) => mayTell(event, isListed))
    list = await openLiveList(deps, listener, isAsDrawn, () => box.put({ kind: 'lines' }))

    const { through } = list
    while (!signal.aborted) {
      const changes = await box.take(signal)
      for (const change of changes) {
        if (change.kind === 'event') number = Math.max(number, change.event.number)
      }
      const redraw = redrawFor(changes, watch)
      if (redraw.pulse) {
        stillHere(deps, listener).then(box.put, (cause) => box.put({ kind: 'end', cause }))
      }
      if (redraw.end) {
        if (redraw.end.cause !== undefined) throw redraw.end.cause
        return
      }
      // Whoever comes back names the last id, so it must hold for the list as well.
      const id = () => String(Math.min(number, through()))
      yield* drawCase(deps, listener, redraw, id())
      const lines = redraw.list ? await list.update() : ''
      if (lines !== '') yield { id: id(), data: lines }
      if (redraw.notices) list.lookAround()
    }
  } finally {
    unlisten()
    if (leave) leave()
  }
}

/** Says that the agent is seen. Beside the page's work, as whoever writes may have to wait. */
async function stillHere(
  deps: SharedDesk,
  { account, sessionToken }: DeskListener,
): Promise<Change> {
  if (!(await deps.accounts.accountOf(sessionToken))) return { kind: 'end' }
  await deps.presence.seen(account.id)
  await deps.lines.read()
  return { kind: 'lines' }
}

/** Everything but the list. */
async function* drawCase(
  deps: SharedDesk,
  { account, language, place }: DeskListener,
  redraw: Redraw,
  id: string,
): AsyncGenerator<StreamEvent> {
  const { openCase, others, presence, customerTyping, customerWrote } = redraw
  if (customerTyping) yield { event: 'customer-typing', data: 'true' }
  if (openCase === 'no' && !others && !presence) return

  // Beside one's own state stands the load, which has to be as of now.
  const staff = await (presence ? deps.staff.fresh() : deps.staff.recent())
  const frame = frameOf(deps, staff, account, language, place)
  if (place.caseId !== null && openCase !== 'no') {
    const open = await readOpenCase(deps, frame, place.caseId)
    if (open && open !== 'forbidden') {
      const props = { frame, open, renderMarkdown: deps.renderMarkdown }
      const parts = openCase === 'all' ? <CaseParts {...props} /> : <ConversationPart {...props} />
      yield { id, data: String(parts) }
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
