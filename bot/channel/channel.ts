import type { Message, Speaker } from '../../handoff/index.js'

/**
 * Where a customer can be written to: JSON that only the channel reads, kept with the
 * conversation.
 */
export type Address = Readonly<Record<string, unknown>>

export type Outbound = Pick<Message, 'id' | 'speaker' | 'text' | 'language' | 'extras'>

/**
 * A channel that has to be pushed, such as Teams. The web chat is not: its clients read the
 * record themselves, so that a message is delivered exactly when it is committed.
 */
export interface Channel {
  readonly id: 'teams' | 'webchat'
  /** Throws when not delivered. */
  send(to: Address, message: Outbound): Promise<{ readonly id: string }>
  typing(to: Address, who: Speaker): Promise<void>
}
