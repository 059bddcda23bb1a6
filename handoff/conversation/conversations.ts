import type { Db } from '../../platform/db/tables.js'
import type { Append, Store } from '../../platform/events/store.js'
import { Fault } from '../../platform/fault.js'
import type { Language } from '../../platform/language.js'
import { standingIn } from '../customer/customer-table.js'
import { fileOf, type ShopIdentity, tellFile } from '../customer/shop-identity.js'
import type { AskSurvey } from '../survey/ask-survey.js'
import { insertUploads } from '../upload/upload-table.js'
import {
  conversationById,
  conversationOfUser,
  insertConversation,
  setConversationLanguage,
} from './conversation-table.js'
import type {
  Choice,
  ConversationId,
  Incoming,
  Message,
  MessageExtras,
  MessageId,
} from './message.js'
import { customerMessagesAfter, messageByChannelId, messagesAfter } from './message-table.js'
import { type RateAnswerDeps, rateAnswer } from './rate-answer.js'
import { type BotMemory, type Conversation, EMPTY_MEMORY, type Session } from './session.js'
import {
  insertSession,
  oldestOpenMessage,
  openSession,
  sessionById,
  sessionsToAnswer,
  silentSessions,
  updateSession,
} from './session-table.js'
import { insertTrace, type Verdict } from './trace-table.js'
import type { TurnTrace } from './turn-trace.js'
import { type Draft, writeMessage } from './write-message.js'

export interface ConversationDeps extends RateAnswerDeps {
  readonly store: Store
  /** The line that says "we have it, a colleague will answer", for those who write while waiting. */
  readonly keptLine: (language: Language) => string
  /** The button that takes a waiting customer back to the bot, and how its words are known again. */
  readonly backToBot: (language: Language) => Choice
  readonly isBackToBot: (text: string) => boolean
  /** What is said then: the bot goes on, and the promise stays. */
  readonly backLine: (language: Language) => string
  /** Asks what the customer thinks, where a visit that ended in silence is asked about. */
  readonly askSurvey: AskSurvey
}

/** What the bot did with the messages up to `answeredThrough`. */
export interface BotTurn {
  /** The session as the bot read it: its owner's counter is what the send is checked against. */
  readonly session: Session
  readonly answeredThrough: number
  readonly language: Language
  readonly memory: BotMemory
  readonly trace: TurnTrace
  readonly say: Pick<Draft, 'text' | 'extras'>
  /** For a customer who waits for a person: who may speak stays as it is. */
  readonly meanwhile?: true
}

export type BotSend =
  | { readonly ok: true; readonly message: Message }
  | { readonly ok: false; readonly refusal: 'owner-moved' | 'already-answered' }

export type Conversations = ReturnType<typeof createConversations>

/** Conversations, their sessions and messages: what the channel and the bot write through. */
export function createConversations(deps: ConversationDeps) {
  const { store, clock, newId } = deps

  /**
   * Gives a channel's user their conversation, made at the first visit.
   *
   * @param identity Who the shop says that it is: the same on each channel is one customer (P2.3).
   * @param name As the channel knows them; empty when it does not.
   */
  async function open(
    channel: Conversation['channel'],
    channelUser: string,
    language: Language,
    identity?: ShopIdentity,
    name = '',
  ): Promise<Conversation> {
    return store.transact(async (tx) => {
      const existing = await conversationOfUser(tx, channel, channelUser)
      const now = clock.now()
      if (existing) {
        if (identity) await tellFile(tx, existing.customer, identity, now)
        return existing
      }
      const customer = await fileOf(tx, identity, { newId, now, language, name })
      const conversation: Conversation = {
        id: newId('conversation'),
        customer,
        channel,
        language,
        openedAt: now,
      }
      await insertConversation(tx, conversation, channelUser)
      return conversation
    })
  }

  /**
   * Stores what a customer wrote, once for each `channelId`, and opens a session when none is open.
   *
   * @throws {Fault} `not-found` when there is no such conversation.
   */
  async function receive(
    id: ConversationId,
    incoming: Incoming,
  ): Promise<{ readonly message: Message; readonly duplicate: boolean }> {
    return store.transact(async (tx, append) => {
      const known = await messageByChannelId(tx, id, incoming.channelId)
      if (known) return { message: known, duplicate: true }
      const session = (await openSession(tx, id)) ?? (await beginSession(tx, id, incoming))
      const waits = session.owner.kind === 'queue'
      const unheard = waits && (await wroteNothingSince(tx, session))
      const message = await writeMessage(tx, append, newId, session, {
        speaker: { role: 'customer' },
        text: incoming.text,
        language: session.language,
        channelId: incoming.channelId,
        extras: extrasOf(incoming),
      })
      await insertUploads(tx, message, incoming.files ?? [])
      if (waits && deps.isBackToBot(incoming.text)) {
        await goBackToBot(tx, append, session, message)
      } else if (unheard) {
        await writeMessage(tx, append, newId, session, {
          speaker: { role: 'system' },
          text: deps.keptLine(session.language),
          language: session.language,
          extras: { choices: [deps.backToBot(session.language)] },
        })
      }
      return { message, duplicate: false }
    })
  }

  function extrasOf({ clientActivityId, files = [], linkedFiles = [] }: Incoming): MessageExtras {
    return {
      ...(clientActivityId !== undefined && { clientActivityId }),
      // The digest is for whoever serves the file; nobody else needs it.
      ...(files.length > 0 && { files: files.map(({ digest, ...mark }) => mark) }),
      ...(linkedFiles.length > 0 && { linkedFiles }),
    }
  }

  /** Only who may speak changes: the case stays in the queue, and what was promised holds. */
  async function goBackToBot(
    tx: Db,
    append: Append,
    session: Session,
    { number }: Message,
  ): Promise<void> {
    const owner = { kind: 'bot', turn: session.owner.turn + 1 } as const
    const memory = { ...session.memory, failures: 0, repeats: 0, askedBack: 0, offered: [] }
    await updateSession(tx, session.id, { owner, memory, answeredThrough: number })
    await append({
      topic: session.conversation,
      name: 'owner-changed',
      data: { session: session.id, owner: 'bot', turn: owner.turn },
    })
    await writeMessage(tx, append, newId, session, {
      speaker: { role: 'system' },
      text: deps.backLine(session.language),
      language: session.language,
    })
  }

  async function beginSession(tx: Db, id: ConversationId, incoming: Incoming): Promise<Session> {
    const conversation = await conversationById(tx, id)
    if (!conversation) throw new Fault('not-found', `There is no conversation ${id}.`)
    const now = clock.now()
    const session: Session = {
      id: newId('session'),
      conversation: conversation.id,
      owner: { kind: 'bot', turn: 1 },
      language: incoming.language ?? conversation.language,
      openedAt: now,
      lastMessageAt: now,
      closedAt: null,
      answeredThrough: 0,
      memory: EMPTY_MEMORY,
    }
    await insertSession(tx, session)
    return session
  }

  async function wroteNothingSince(tx: Db, session: Session): Promise<boolean> {
    return (await customerMessagesAfter(tx, session.id, session.answeredThrough)).length === 0
  }

  /**
   * The bot's only way to speak: as the owner, or to a customer who waits for one. Refused when the
   * owner has changed since `session` was read, or another turn has dealt with its messages, in the
   * same transaction that would write the reply.
   *
   * @param also Runs in that transaction before the message is written, and may replace its text.
   */
  async function sendAsBot(
    turn: BotTurn,
    also?: (tx: Db, append: Append) => Promise<string>,
  ): Promise<BotSend> {
    return store.transact(async (tx, append) => {
      const current = await sessionById(tx, turn.session.id)
      const maySpeak =
        current?.owner.kind === (turn.meanwhile ? 'queue' : 'bot') &&
        current.owner.turn === turn.session.owner.turn &&
        current.closedAt === null
      if (!maySpeak) return { ok: false, refusal: 'owner-moved' }
      if (current.answeredThrough !== turn.session.answeredThrough) {
        return { ok: false, refusal: 'already-answered' }
      }

      const text = also ? await also(tx, append) : turn.say.text
      const { answeredThrough, memory, language } = turn
      const draft = { ...turn.say, text, speaker: { role: 'bot' }, language } as const
      const change = { answeredThrough, memory, language }
      const message = await writeMessage(tx, append, newId, current, draft, change)
      if (turn.language !== current.language) {
        await setConversationLanguage(tx, current.conversation, turn.language)
      }
      await insertTrace(tx, message.id, current.id, turn.trace)
      return { ok: true, message }
    })
  }

  /** Closes answered sessions of the bot in which nobody wrote since `before`. Returns how many. */
  async function closeSilent(before: number): Promise<number> {
    return store.transact(async (tx, append) => {
      const silent = await silentSessions(tx, before)
      for (const session of silent) {
        const { id, conversation } = session
        await updateSession(tx, id, { closedAt: clock.now() })
        await deps.askSurvey(tx, append, session, 'silence')
        await append({ topic: conversation, name: 'session-closed', data: { session: id } })
      }
      return silent.length
    })
  }

  return {
    open,
    receive,
    sendAsBot,
    rate: (conversation: ConversationId, answer: MessageId, verdict: Verdict) =>
      rateAnswer(conversation, answer, verdict, deps),
    closeSilent,
    find: (id: ConversationId) => conversationById(store.db, id),
    session: (id: ConversationId) => openSession(store.db, id),
    /** The file of the customer whose conversation it is. */
    customer: (id: ConversationId) => standingIn(store.db, id),
    messagesAfter: (id: ConversationId, after: number, limit: number) =>
      messagesAfter(store.db, id, after, limit),
    /** What the customer wrote that the bot has not dealt with, oldest first. */
    unanswered: (session: Session) =>
      customerMessagesAfter(store.db, session.id, session.answeredThrough),
    oldestOpenMessage: () => oldestOpenMessage(store.db),
    sessionsToAnswer: () => sessionsToAnswer(store.db),
  }
}
