import type { Conversations } from '../handoff/index.js'
import { type Clock, MINUTE, type Millis } from '../platform/clock.js'
import type { Store } from '../platform/events/store.js'
import { reasonOf } from '../platform/fault.js'
import type { Logger } from '../platform/log.js'

/** A full disk does not become empty by asking again at once. */
const AFTER_FAILURE: Millis = MINUTE

/**
 * Closes visits that only the bot serves after a time of silence. One timer sleeps until the
 * earliest moment at which one could be due, and none runs while nobody writes.
 *
 * @returns What ends it.
 */
export function closeSilentSessions(deps: {
  readonly store: Pick<Store, 'listen'>
  readonly conversations: Pick<Conversations, 'closeSilent' | 'oldestOpenMessage'>
  readonly clock: Clock
  readonly log: Logger
  readonly silence: Millis
}): () => Promise<void> {
  const { conversations, clock, log, silence } = deps
  let cancel: (() => void) | undefined
  let running: Promise<void> = Promise.resolve()
  let ended = false

  async function sweep(): Promise<void> {
    try {
      await conversations.closeSilent(clock.now() - silence)
      const oldest = await conversations.oldestOpenMessage()
      if (oldest !== undefined) sleepUntil(oldest + silence + 1)
    } catch (cause) {
      log.error({ reason: reasonOf(cause) }, 'silent sessions could not be closed')
      sleepUntil(clock.now() + AFTER_FAILURE)
    }
  }

  function sleepUntil(due: number): void {
    if (ended || cancel) return
    cancel = clock.after(Math.max(0, due - clock.now()), () => {
      cancel = undefined
      running = running.then(sweep)
    })
  }

  const unlisten = deps.store.listen(({ name }) => {
    if (name === 'message-added') sleepUntil(clock.now() + silence + 1)
  })
  running = sweep()
  return async () => {
    ended = true
    unlisten()
    cancel?.()
    await running
  }
}
