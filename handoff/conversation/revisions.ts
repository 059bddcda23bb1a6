import type { Clock } from '../../platform/clock.js'
import type { Append, Store } from '../../platform/events/store.js'
import type { ConversationId, Message } from './message.js'
import { messageByChannelId, updateMessage } from './message-table.js'

export interface Revisions {
  /**
   * Keeps what a customer changed their message to, and how it read before. A bot that has not
   * answered yet answers the new words; one that has does not begin again.
   *
   * @param channelId The sender's own id of the message; one that is not known changes nothing.
   */
  edit(conversation: ConversationId, channelId: string, text: string): Promise<void>
  /** Keeps that a customer took a message back. What was written stays for staff. */
  remove(conversation: ConversationId, channelId: string): Promise<void>
}

/** What customers do with messages that they have sent, on channels that let them. */
export function createRevisions(deps: {
  readonly store: Pick<Store, 'transact'>
  readonly clock: Pick<Clock, 'now'>
}): Revisions {
  const { store, clock } = deps

  /** @param change Gives nothing when nothing changes, as when it is told a second time. */
  async function revise(
    conversation: ConversationId,
    channelId: string,
    name: 'message-edited' | 'message-deleted',
    change: (message: Message) => Pick<Message, 'text' | 'extras'> | undefined,
  ): Promise<void> {
    await store.transact(async (tx, append: Append) => {
      const message = await messageByChannelId(tx, conversation, channelId)
      const changed = message?.speaker.role === 'customer' ? change(message) : undefined
      if (!message || !changed) return
      await updateMessage(tx, { id: message.id, ...changed })
      await append({ topic: conversation, name, data: { message: message.id } })
    })
  }

  return {
    edit: (conversation, channelId, text) =>
      revise(conversation, channelId, 'message-edited', ({ text: before, extras }) => {
        const { deletedAt, ...rest } = extras
        if (before === text) return deletedAt === undefined ? undefined : { text, extras: rest }
        const earlier = [...(extras.earlier ?? []), { text: before, until: clock.now() }]
        return { text, extras: { ...rest, earlier } }
      }),
    remove: (conversation, channelId) =>
      revise(conversation, channelId, 'message-deleted', ({ text, extras }) =>
        extras.deletedAt === undefined
          ? { text, extras: { ...extras, deletedAt: clock.now() } }
          : undefined,
      ),
  }
}
