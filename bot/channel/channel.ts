import type { Address, Message, Speaker } from '../../handoff/index.js'
import type { Millis } from '../../platform/clock.js'

export type { Address }

export type Outbound = Pick<Message, 'id' | 'speaker' | 'text' | 'language' | 'extras'>

/**
 * A channel that has to be pushed, such as Teams. The web chat is not: its clients read the
 * record themselves, so that a message is delivered exactly when it is committed.
 */
export interface Channel {
  readonly id: 'teams' | 'webchat'
  /**
   * Tries once.
   *
   * @returns The channel's own id of the message.
   * @throws {NotDelivered} when it is known how the channel refused; anything else leaves open
   *   whether the message arrived.
   */
  send(to: Address, message: Outbound): Promise<{ readonly id: string }>
  /** A sign that somebody writes; what fails is nobody's loss. */
  typing(to: Address, who: Speaker): Promise<void>
}

/** How a channel refused a message. */
export class NotDelivered extends Error {
  override readonly name = 'NotDelivered'
  /** Whether the same message may be taken later: the channel is busy, or out of order. */
  readonly passes: boolean
  /** What the channel answered, such as `403`; shown to staff. Never words of a person. */
  readonly detail: string
  /** How long the channel asks to be left alone. */
  readonly waitAtLeast: Millis

  constructor(facts: {
    readonly passes: boolean
    readonly detail: string
    readonly waitAtLeast?: Millis
    readonly cause?: unknown
  }) {
    super(`The channel did not take a message (${facts.detail}).`, { cause: facts.cause })
    this.passes = facts.passes
    this.detail = facts.detail
    this.waitAtLeast = facts.waitAtLeast ?? 0
  }
}
