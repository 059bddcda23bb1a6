import type {
  CaseId,
  ConversationId,
  Incoming,
  Message,
  MessageId,
  ShopIdentity,
  Speaker,
} from '../../handoff/index.js'
import type { Language } from '../../platform/language.js'

/** What the chat needs from the record and the desk. */
export interface ChatDeps {
  /** Gives a visitor their conversation, the same one at each visit. */
  open(visitor: {
    readonly visitorId: string
    readonly language: Language
    /** Who the shop says that it is. */
    readonly identity?: ShopIdentity
  }): Promise<{ readonly conversation: ConversationId }>
  /** Stores once per `channelId`. */
  receive(
    conversation: ConversationId,
    incoming: Incoming,
  ): Promise<{ readonly message: Message; readonly duplicate: boolean }>
  /** Messages with a greater number, in order, at most `limit`. */
  messagesAfter(
    conversation: ConversationId,
    number: number,
    limit: number,
  ): Promise<readonly Message[]>
  /**
   * Each message committed from now on, in order.
   *
   * @param lost Told when one could not be read: whoever listens has to read what it missed.
   * @returns What ends it.
   */
  onMessage(
    conversation: ConversationId,
    listener: (message: Message) => void,
    lost: (cause: unknown) => void,
  ): () => void
  onTyping(conversation: ConversationId, listener: (speaker: Speaker) => void): () => void
  customerTyping(conversation: ConversationId): void
  rate(message: MessageId, conversation: ConversationId, verdict: 'up' | 'down'): Promise<void>
  /** @throws {Fault} `bad-input` for a score that is not 1 to 5. */
  answerSurvey(
    conversation: ConversationId,
    answer: {
      readonly caseId: CaseId
      readonly speed: number
      readonly attitude: number
      readonly solution: number
      readonly words: string
    },
  ): Promise<void>
}

/** Words that the channel itself has to say; they are the shop's, so they come from outside. */
export interface ChannelWords {
  botName(language: Language): string
  say(
    situation: ChannelSituation,
    language: Language,
    variables: Readonly<Record<string, string | number>>,
  ): string
}

export type ChannelSituation =
  /** With `{limit}`, the number of characters that a message may have. */
  | 'too-long'
  | 'too-many'
  | 'label-survey-speed'
  | 'label-survey-attitude'
  | 'label-survey-solution'
  | 'label-survey-words'
  | 'label-survey-lowest'
  | 'label-survey-highest'
  | 'label-survey-submit'
  | 'label-survey-required'
