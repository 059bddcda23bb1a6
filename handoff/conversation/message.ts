import type { Instant } from '../../platform/clock.js'
import type { Id } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { Service } from '../case/case.js'
import type { FileMark, KeptFile } from '../upload/upload.js'

export type ConversationId = Id<'conversation'>
export type SessionId = Id<'session'>
export type MessageId = Id<'message'>
export type CaseId = Id<'case'>
export type CustomerId = Id<'customer'>
export type AgentId = Id<'agent'>
export type SurveyId = Id<'survey'>

/** Who said it. System lines are small and centred: joined, left, place in the queue. */
export type Speaker =
  | { readonly role: 'customer' }
  | { readonly role: 'bot' }
  | { readonly role: 'agent'; readonly agent: AgentId; readonly name: string }
  | { readonly role: 'system' }

/** Where a sentence of the bot comes from. */
export interface Citation {
  /** The number in square brackets in the text, from 1. */
  readonly mark: number
  readonly title: string
  /** Path on our own site, such as `/help/refund-time?lang=zh-Hant#bank`. */
  readonly url: string
}

/** A suggested reply: what the button says, and what is sent when it is pressed. */
export interface Choice {
  readonly title: string
  readonly value: string
  /** A way that a channel may offer for as long as the customer waits, not only below this message. */
  readonly leads?: 'back-to-bot'
}

/** Who served a visit; each is rated apart. */
export type Side = 'people' | 'bot'

/** What is asked after a visit, once for each time that it closes. */
export interface SurveyForm {
  readonly id: SurveyId
  /** Who is asked about: whoever served, at least one. */
  readonly about: readonly Side[]
  /** The kind of service as the case says, to be put right by the customer; `null`: not known. */
  readonly service: Service | null
}

/** A file that a customer sent, as staff find it. */
export interface SentFile {
  readonly name: string
  /** A media type or the ending of a name; empty when not known. */
  readonly type: string
  /** In bytes; `null` when the channel does not say. */
  readonly size: number | null
  /** Where it is kept. */
  readonly url: string
}

/** Where an order is, in facts; the text beside it says the same in sentences. */
export interface OrderFacts {
  readonly title: string
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

/** What a message carries beside its text. */
export interface MessageExtras {
  readonly citations?: readonly Citation[]
  readonly choices?: readonly Choice[]
  /** Asks for scores; each channel draws it in its own way. */
  readonly survey?: SurveyForm
  /** Draws thumbs below an answer. */
  readonly askFeedback?: boolean
  /** The sender's own name for the message, echoed so that its client recognises it. */
  readonly clientActivityId?: string
  /** What the customer sent beside the text, or without any. */
  readonly files?: readonly FileMark[]
  /** Ids of the suggested articles that an agent put into this reply. */
  readonly articles?: readonly string[]
  /** For channels that draw an order. */
  readonly order?: OrderFacts
  /** Files that stay where the channel keeps them. */
  readonly linkedFiles?: readonly SentFile[]
  /** How the customer's message read before they changed it, oldest first. */
  readonly earlier?: readonly { readonly text: string; readonly until: Instant }[]
  /** When the customer took it back; what they wrote stays in the record (H10.1). */
  readonly deletedAt?: Instant
}

/** One message as stored. Markdown in `text` is ours or an agent's; a customer's is plain text. */
export interface Message {
  readonly id: MessageId
  /** Number of its event in the log: the order of all messages, and the channel's watermark. */
  readonly number: number
  readonly conversation: ConversationId
  readonly session: SessionId
  readonly speaker: Speaker
  readonly text: string
  readonly language: Language
  readonly at: Instant
  readonly extras: MessageExtras
}

/** What a customer's channel hands in. */
export interface Incoming {
  /** The channel's own id of this message; the same one twice is stored once. */
  readonly channelId: string
  readonly text: string
  readonly clientActivityId?: string
  /** On the disk already; recorded with the message, in the same transaction. */
  readonly files?: readonly KeptFile[]
  /** The client's language, used until the words themselves say more. */
  readonly language?: Language
  readonly linkedFiles?: readonly SentFile[]
}
