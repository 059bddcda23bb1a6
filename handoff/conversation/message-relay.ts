import type { Store } from '../../platform/events/store.js'
import type { ConversationId, Message, MessageId, Speaker } from './message.js'
import { messageById } from './message-table.js'

type Listener<Value> = (value: Value) => void

/** Carries committed messages, and who is typing, to those who look at a conversation now. */
export interface MessageRelay {
  /**
   * Each message of the conversation that is committed from now on, in order.
   *
   * @param lost Told when a message could not be read: the listener has to begin again from the
   *   last one that it saw.
   */
  onMessage(
    conversation: ConversationId,
    listener: Listener<Message>,
    lost: Listener<unknown>,
  ): () => void
  /** Typing is told to whoever looks, and stored nowhere. */
  onTyping(conversation: ConversationId, listener: Listener<Speaker>): () => void
  /** The same of every conversation, for channels that are pushed. */
  onAnyTyping(listener: (conversation: ConversationId, speaker: Speaker) => void): () => void
  typing(conversation: ConversationId, speaker: Speaker): void
}

interface Reader {
  readonly listener: Listener<Message>
  readonly lost: Listener<unknown>
}

/** @param signal Ends it. */
export function createMessageRelay(
  store: Pick<Store, 'db' | 'listen'>,
  signal: AbortSignal,
): MessageRelay {
  const readers = new Map<ConversationId, Set<Reader>>()
  const watchers = new Map<ConversationId, Set<Listener<Speaker>>>()
  const pushers = new Set<(conversation: ConversationId, speaker: Speaker) => void>()
  // One message after another, so that listeners see them in the order of their numbers.
  let turn: Promise<void> = Promise.resolve()

  const unlisten = store.listen(({ topic, name, data }, carried) => {
    const conversation = topic as ConversationId
    if (name !== 'message-added' || !readers.has(conversation)) return
    const id = data['message'] as MessageId
    turn = turn.then(() => relay(conversation, id, carried as Message | undefined))
  })
  signal.addEventListener('abort', unlisten, { once: true })

  /** Never rejects: one message that cannot be read must not silence all that come after it. */
  async function relay(
    conversation: ConversationId,
    id: MessageId,
    written: Message | undefined,
  ): Promise<void> {
    if (signal.aborted) return
    try {
      const message = written ?? (await messageById(store.db, id))
      if (message) for (const { listener } of readers.get(conversation) ?? []) listener(message)
    } catch (cause) {
      if (!signal.aborted) for (const { lost } of readers.get(conversation) ?? []) lost(cause)
    }
  }

  return {
    onMessage: (conversation, listener, lost) => add(readers, conversation, { listener, lost }),
    onTyping: (conversation, listener) => add(watchers, conversation, listener),
    onAnyTyping(listener) {
      pushers.add(listener)
      return () => pushers.delete(listener)
    },
    typing(conversation, speaker) {
      for (const listener of watchers.get(conversation) ?? []) listener(speaker)
      for (const listener of pushers) listener(conversation, speaker)
    },
  }
}

function add<Key, Member>(groups: Map<Key, Set<Member>>, key: Key, member: Member): () => void {
  const group = groups.get(key) ?? new Set()
  groups.set(key, group.add(member))
  return () => {
    group.delete(member)
    if (group.size === 0 && groups.get(key) === group) groups.delete(key)
  }
}
