import { type Millis, SECOND } from '../../platform/clock.js'
import type { ConversationId } from '../conversation/message.js'
import type { DeskListener } from './desk-stream.js'
import { chooseLines, frameOf, readNotices, readSolved } from './read-desk.js'
import type { SharedDesk } from './share-desk.js'
import { createShownList } from './shown-list.js'

/** The list of one open page and what stands around it, kept true. */
export interface LiveList {
  /** Up to which event the page shows its list. */
  readonly through: () => number
  /** Whether a conversation has a row among what is solved. */
  has(conversation: ConversationId): boolean
  /** What differs in the list and around it; empty for nothing. */
  update(): Promise<string>
  /**
   * Looks again for alarms and their like, soon and without holding up the page, which is woken
   * when that is done.
   */
  lookAround(): void
}

/** Nobody reads alarms faster than this, and each look asks the database. */
const NOTICES_EVERY: Millis = SECOND / 4

/**
 * @param isAsDrawn Whether nothing has happened to the list since the page was drawn.
 * @param wake Called when there may be something to update.
 */
export async function openLiveList(
  deps: SharedDesk,
  { account, language, place }: DeskListener,
  isAsDrawn: boolean,
  wake: () => void,
): Promise<LiveList> {
  const { clock } = deps
  const frameNow = async () => frameOf(deps, await deps.staff.recent(), account, language, place)
  const first = await frameNow()
  let notices = await readNotices(deps, first)
  let solved = await readSolved(deps, first)
  let { lines, through } = await deps.lines.read()
  const shown = createShownList(
    first,
    isAsDrawn ? chooseLines(first, lines, solved).rows : undefined,
  )
  let lookedAt = Number.NEGATIVE_INFINITY
  let isDue = false
  let failure: { readonly cause: unknown } | undefined

  async function update(): Promise<string> {
    if (failure) throw failure.cause
    const frame = await frameNow()
    // As last read: whatever changes after that wakes the page again.
    ;({ lines, through } = deps.lines.latest())
    return shown.update(frame, chooseLines(frame, lines, solved), notices)
  }

  function lookAround(): void {
    if (isDue) return
    isDue = true
    // Never longer, though the clock was set back meanwhile.
    const wait = Math.min(lookedAt + NOTICES_EVERY - clock.now(), NOTICES_EVERY)
    if (wait <= 0) look()
    else clock.after(wait, look)
  }

  function look(): void {
    isDue = false
    lookedAt = clock.now()
    readAround()
      .catch((cause: unknown) => {
        failure = { cause }
      })
      .finally(wake)
  }

  async function readAround(): Promise<void> {
    const frame = await frameNow()
    const read = [await readNotices(deps, frame), await readSolved(deps, frame)] as const
    ;[notices, solved] = read
  }

  return {
    through: () => through,
    has: (conversation) => solved.some((line) => line.case.conversation === conversation),
    update,
    lookAround,
  }
}
