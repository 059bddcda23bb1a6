import type { Store } from '../../platform/events/store.js'
import type { ConversationId, Message, Speaker } from './message.js'
import { messageById } from './message-table.js'

type Listener<Value> = (value: Value) => void

/** Carries committed messages, and who is typing, to those who look at a conversation now. */
export interface MessageRelay {
  /** Each message of the conversation that is committed from now on, in order. */
  onMessage(conversation: ConversationId, listener: Listener<Message>): () => void
  /** Typing is told to whoever looks, and stored nowhere. */
  onTyping(conversation: ConversationId, listener: Listener<Speaker>): () => void
  typing(conversation: ConversationId, speaker: Speaker): void
}

/** @param signal Ends it. */
export function createMessageRelay(store: Store, signal: AbortSignal): MessageRelay {
  const readers = new Map<ConversationId, Set<Listener<Message>>>()
  const watchers = new Map<ConversationId, Set<Listener<Speaker>>>()
  // One message after another, so that listeners see them in the order of their numbers.
  let turn: Promise<void> = Promise.resolve()

  const unlisten = store.listen(({ topic, name, data }) => {
    const conversation = topic as ConversationId
    if (name !== 'message-added' || !readers.has(conversation)) return
    turn = turn.then(async () => {
      if (signal.aborted) return
      const message = await messageById(store.db, data['message'] as Message['id'])
      if (message) for (const listener of readers.get(conversation) ?? []) listener(message)
    })
  })
  signal.addEventListener('abort', unlisten, { once: true })

  return {
    onMessage: (conversation, listener) => add(readers, conversation, listener),
    onTyping: (conversation, listener) => add(watchers, conversation, listener),
    typing(conversation, speaker) {
      for (const listener of watchers.get(conversation) ?? []) listener(speaker)
    },
  }
}

function add<Key, Value>(
  groups: Map<Key, Set<Listener<Value>>>,
  key: Key,
  listener: Listener<Value>,
): () => void {
  const group = groups.get(key) ?? new Set()
  groups.set(key, group.add(listener))
  return () => {
    group.delete(listener)
    if (group.size === 0 && groups.get(key) === group) groups.delete(key)
  }
}
