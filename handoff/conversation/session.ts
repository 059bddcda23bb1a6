import type { Instant } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import type { AgentId, ConversationId, CustomerId, SessionId } from './message.js'

/**
 * Who may speak to the customer. `turn` grows with each change of owner, so whoever sends
 * names the owner it believes in, and is refused when that belief is old.
 */
export type Owner =
  | { readonly kind: 'bot'; readonly turn: number }
  | { readonly kind: 'queue'; readonly turn: number }
  | { readonly kind: 'agent'; readonly agent: AgentId; readonly turn: number }

/** One visit: opened by the first message, closed when solved or after silence. */
export interface Session {
  readonly id: SessionId
  readonly conversation: ConversationId
  readonly owner: Owner
  readonly language: Language
  readonly openedAt: Instant
  readonly lastMessageAt: Instant
  readonly closedAt: Instant | null
  /** Number of the newest message by the customer that the bot has dealt with. */
  readonly answeredThrough: number
  /** What the bot carries from turn to turn. */
  readonly memory: BotMemory
}

export interface BotMemory {
  /** Turns in a row after which the customer was no further: they said so, or asked again. */
  readonly failures: number
  /** How many of these were the same question again. */
  readonly repeats: number
  /** How often in a row it asked back. */
  readonly askedBack: number
  /** Ids of the articles that it offered as choices in its last turn. */
  readonly offered: readonly string[]
  /** Id of the article that the last question most likely meant, where it was not answered. */
  readonly likely?: string
  /** Ids of the articles it has answered from, newest last. */
  readonly answeredFrom: readonly string[]
  /** What the last answer said, and those before it of the same article; not given before one. */
  readonly lastSaid?: string
  /** What was asked last, so that a repeated question is noticed, and a case has a subject. */
  readonly lastQuestion: string
  /** Whether it has said that it is a bot. */
  readonly introduced: boolean
  /** In which language it last explained that some articles are only in another; not before. */
  readonly toldOtherLanguage?: Language
  /** Where it is in a skill, or what the last one of this visit has learned; not given before one. */
  readonly skill?: SkillMemory
}

/** What a skill has been told. It goes with the session: the next visit knows nothing of it. */
export interface SkillMemory {
  /** `null` when no skill is under way. */
  readonly name: string | null
  /** What was filled in, by slot. */
  readonly slots: Readonly<Record<string, string>>
  /** How the customer saw what they chose, by slot; where it was written, nothing. */
  readonly titles: Readonly<Record<string, string>>
  /** The slot that was asked for last. */
  readonly asking: string | null
  /** How often each slot was asked for. */
  readonly asked: Readonly<Record<string, number>>
  /** What was offered to choose from: the words on the button, and what fills the slot. */
  readonly choices: readonly { readonly title: string; readonly value: string }[]
}

export const EMPTY_MEMORY: BotMemory = {
  failures: 0,
  repeats: 0,
  askedBack: 0,
  offered: [],
  answeredFrom: [],
  lastQuestion: '',
  introduced: false,
}

/** One customer's history on one channel; it never ends. */
export interface Conversation {
  readonly id: ConversationId
  readonly customer: CustomerId
  readonly channel: 'webchat' | 'teams'
  readonly language: Language
  readonly openedAt: Instant
}
