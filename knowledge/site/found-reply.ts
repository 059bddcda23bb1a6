import type { Found } from '../search/find-answer.js'

/** What the customer would read, in their language. */
export interface FoundReply {
  /** Markdown. */
  readonly text: string
  readonly citations: readonly { readonly title: string; readonly url: string }[]
  /** Labels of the buttons below. */
  readonly choices: readonly string[]
}

/** Words belong to the bot, so the root passes it in. */
export type SayFound = (
  /** Hits and limits are looked at where nothing is answered. */
  found: Pick<Found, 'decision' | 'reason' | 'language'> & Partial<Pick<Found, 'hits' | 'limits'>>,
) => FoundReply

/** What the chat says instead where a question is no shop's business; `null` where it may be. */
export type DeclineFound = (
  question: string,
  found: Found,
  signal: AbortSignal,
) => Promise<FoundReply | null>
