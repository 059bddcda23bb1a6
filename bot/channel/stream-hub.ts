import type { ConversationId } from '../../handoff/index.js'
import type { WireActivity } from './activity.js'

/** An activity that is shown and forgotten; each stream gives it its own place in the order. */
export type PassingActivity = Omit<WireActivity, 'channelData'> & {
  readonly channelData: Omit<WireActivity['channelData'], 'webchat:sequence-id'>
}

/** The open streams of this process, by conversation. */
export interface StreamHub {
  /** How many streams look at the conversation. */
  count(conversation: ConversationId): number
  join(conversation: ConversationId, show: (activity: PassingActivity) => void): () => void
  show(conversation: ConversationId, activity: PassingActivity): void
}

export function createStreamHub(): StreamHub {
  const streams = new Map<ConversationId, Set<(activity: PassingActivity) => void>>()
  return {
    count: (conversation) => streams.get(conversation)?.size ?? 0,
    join(conversation, show) {
      const group = streams.get(conversation) ?? new Set()
      streams.set(conversation, group.add(show))
      return () => {
        group.delete(show)
        if (group.size === 0 && streams.get(conversation) === group) streams.delete(conversation)
      }
    },
    show(conversation, activity) {
      for (const show of streams.get(conversation) ?? []) show(activity)
    },
  }
}
