import type { AgentId, ConversationId, MessageId } from '../../../handoff/index.js'
import { HOUR, type Instant, MINUTE, type Millis, SECOND } from '../../../platform/clock.js'

/** Why a message did not arrive. */
export type DeliveryProblem =
  /** Nobody answered, or with "later", as often as it is tried. */
  | 'unreachable'
  /** The channel will not take it, however often it is tried. */
  | 'refused'
  /** The customer took the service off. */
  | 'left'
  /** It is not known where the customer can be written to. */
  | 'no-address'
  /** Its words were erased before it was sent. */
  | 'erased'

/** Why staff gave up on one; a closed list, so that no words of a person are kept here. */
export const CLOSE_REASONS = ['told-otherwise', 'out-of-date', 'customer-gone'] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

/** The way of one message to its customer. */
export interface Delivery {
  /** Number of the message: the order in which they are sent. */
  readonly number: number
  readonly message: MessageId
  readonly conversation: ConversationId
  readonly state: 'waiting' | 'sent' | 'failed' | 'given-up'
  readonly tries: number
  readonly nextTryAt: Instant
  /** A try ended without an answer, so that the customer may see the message twice. */
  readonly mayBeTwice: boolean
  readonly problem: DeliveryProblem | null
  readonly detail: string | null
  readonly settledAt: Instant | null
  readonly closedBy: AgentId | null
  readonly closedBecause: CloseReason | null
}

/** With the waits below, it is tried for over an hour: longer than most disturbances last. */
export const MOST_TRIES = 20

/** A channel that asks for a longer pause is asked sooner. */
export const LONGEST_PAUSE: Millis = HOUR

const FIRST_WAIT: Millis = 2 * SECOND
const LONGEST_WAIT: Millis = 5 * MINUTE

/**
 * How long to wait after so many tries: twice as long each time, up to five minutes.
 *
 * No randomness: a conversation has one message under way, and at most a few are tried at once.
 */
export function waitAfter(tries: number): Millis {
  return Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT)
}

/** A moment that was set for a next try. One too far ahead was set before the clock was set back. */
export function tryMoment(at: Instant, now: Instant): Instant {
  return at > now + LONGEST_PAUSE ? now : at
}
