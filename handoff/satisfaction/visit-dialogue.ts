import type { Instant, Millis } from '../../platform/clock.js'
import type { Message } from '../conversation/message.js'
import type { Dialogue } from './dialogue.js'

/** The words of a visit. Lines of the system, forms and what the customer took back are none. */
export function dialogueOf(messages: readonly Message[]): Dialogue {
  return messages.filter(isSpoken).map(({ speaker, text }) => ({
    from: speaker.role === 'customer' ? 'customer' : 'service',
    text,
  }))
}

export interface Waits {
  /** From the customer's words to the next answer; 0 where nobody waited. */
  readonly longest: Millis
  /** Since when the customer waits now; `null` when they had the last answer. */
  readonly since: Instant | null
}

/**
 * How long the customer had to wait. What the bot says in between is no answer for somebody who was
 * promised a person.
 *
 * @param handedAt When a person was called; `null` when nobody was.
 * @param until When it is looked at, or when the visit was closed.
 */
export function waitsIn(
  messages: readonly Message[],
  handedAt: Instant | null,
  until: Instant,
): Waits {
  let longest = 0
  let since: Instant | null = null
  for (const message of messages.filter(isSpoken)) {
    const { speaker, at } = message
    if (speaker.role === 'customer') since ??= at
    else if (since !== null && (speaker.role === 'agent' || handedAt === null || at < handedAt)) {
      longest = Math.max(longest, at - since)
      since = null
    }
  }
  if (since !== null) longest = Math.max(longest, until - since)
  return { longest, since }
}

function isSpoken({ speaker, extras }: Message): boolean {
  return speaker.role !== 'system' && !extras.survey && extras.deletedAt === undefined
}
