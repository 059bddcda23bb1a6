import type {
  AnswerSurvey,
  ConversationId,
  Incoming,
  Message,
  MessageId,
  NewFile,
  PlainSituation,
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
  /** Stores once per `channelId`, the files with the message or not at all. */
  receive(
    conversation: ConversationId,
    incoming: Omit<Incoming, 'files'> & { readonly files?: readonly NewFile[] },
  ): Promise<{ readonly message: Message; readonly duplicate: boolean }>
  /** How many conversations wait for an answer of the bot. */
  unanswered(): number
  /** Whether files of so many bytes can be stored and leave room for all else. */
  hasRoom(bytes: number): Promise<boolean>
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
  /** @throws {Fault} `bad-input` for a score that is missing or not 1 to 5. */
  readonly answerSurvey: AnswerSurvey
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

/** What stands on the form that asks for scores. */
export type SurveyLabel = Extract<PlainSituation, `label-survey-${string}`>

export type ChannelSituation =
  /** With `{limit}`, the number of characters that a message may have. */
  | 'too-long'
  | 'too-many'
  /** With `{limit}`, in megabytes. */
  | 'file-too-large'
  /** With `{limit}`, how many a message may have. */
  | 'file-too-many'
  | 'file-wrong-type'
  | 'file-unreadable'
  | 'file-no-room'
  | SurveyLabel
