import type { Conversations } from '../handoff/index.js'
import type { Clock, Instant, Millis } from '../platform/clock.js'
import type { DueSource } from '../platform/due/due-timer.js'
import type { Store } from '../platform/events/store.js'

export interface SilentSessions extends DueSource {
  /**
   * Follows what is written from now on.
   *
   * @param look Called when the next moment has changed.
   * @returns What ends it.
   */
  follow(look: () => void): () => void
}

/**
 * Closes visits that only the bot serves after a time of silence, for the one timer. The next
 * moment is kept in memory, so that a message costs no query; nothing is due while nobody writes.
 */
export function closeSilentSessions(deps: {
  readonly store: Pick<Store, 'listen'>
  readonly conversations: Pick<Conversations, 'closeSilent' | 'oldestOpenMessage'>
  readonly clock: Pick<Clock, 'now'>
  readonly silence: Millis
}): SilentSessions {
  const { conversations, clock, silence } = deps
  const never = Number.POSITIVE_INFINITY
  /** At the start, what fell silent while nobody was there. */
  let due: Instant = clock.now()

  async function sweep(now: Instant): Promise<void> {
    await conversations.closeSilent(now - silence)
    const oldest = (await conversations.oldestOpenMessage()) ?? never
    due = Math.min(due, oldest + silence + 1)
  }

  return {
    name: 'silent sessions',
    next: async () => (due === never ? undefined : due),
    async run(now) {
      // What is written meanwhile sets it again.
      due = never
      try {
        await sweep(now)
      } catch (cause) {
        due = now
        throw cause
      }
    },
    follow: (look) =>
      deps.store.listen(({ name }) => {
        const at = clock.now() + silence + 1
        if (name !== 'message-added' || at >= due) return
        due = at
        look()
      }),
  }
}
