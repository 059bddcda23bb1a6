import type { ConversationId, Message, MessageExtras, Speaker } from '../../handoff/index.js'
import type { Clock } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Id, NewId } from '../../platform/id.js'
import type { ChannelWords, ChatDeps } from './chat-deps.js'

type Groups<Member> = Map<string, Set<Member>>

interface Reader {
  readonly listener: (message: Message) => void
  readonly lost: (cause: unknown) => void
}

type Said = Pick<Message, 'speaker' | 'text' | 'language'> & { readonly extras?: MessageExtras }

/** The record in memory, for tests of the channel. It keeps what it was asked. */
export interface FakeChat extends ChatDeps {
  /** Appends what the bot, an agent or the system says. */
  say(conversation: ConversationId, message: Said): Message
  /** The same, but those who listen are told that it could not be read. */
  sayUnread(conversation: ConversationId, message: Said): Message
  showTyping(conversation: ConversationId, speaker: Speaker): void
  readonly messages: readonly Message[]
  readonly ratings: readonly unknown[]
  readonly surveys: readonly unknown[]
  /** Bytes of the files that were stored. */
  readonly contents: readonly Uint8Array[]
  /** How large files may be until there is no room. */
  readonly room: { bytes: number }
  /** Conversations in which the customer was typing, in order. */
  readonly typed: readonly ConversationId[]
  /** Conversations that wait for an answer, and what a message waits for before it is stored. */
  readonly crowd: { unanswered: number; disk: Promise<void> }
}

export function fakeChat(deps: {
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
}): FakeChat {
  const { clock, newId } = deps
  const messages: Message[] = []
  const ratings: unknown[] = []
  const surveys: unknown[] = []
  const room = { bytes: Number.MAX_SAFE_INTEGER }
  const contents: Uint8Array[] = []
  const typed: ConversationId[] = []
  const crowd = { unanswered: 0, disk: Promise.resolve() }
  const visitors = new Map<string, ConversationId>()
  const known = new Map<string, Message>()
  const readers: Groups<Reader> = new Map()
  const watchers: Groups<(speaker: Speaker) => void> = new Map()

  function store(conversation: ConversationId, said: Said): Message {
    const message: Message = {
      id: newId('message'),
      // Events of other conversations lie between two messages.
      number: (messages.at(-1)?.number ?? 0) + 3,
      conversation,
      session: 'session_000000000001' as Id<'session'>,
      speaker: said.speaker,
      text: said.text,
      language: said.language,
      at: clock.now(),
      extras: said.extras ?? {},
    }
    messages.push(message)
    return message
  }

  function append(conversation: ConversationId, said: Said): Message {
    const message = store(conversation, said)
    for (const { listener } of readers.get(conversation) ?? []) listener(message)
    return message
  }

  return {
    messages,
    ratings,
    surveys,
    contents,
    typed,
    crowd,
    unanswered: () => crowd.unanswered,
    say: append,
    sayUnread(conversation, said) {
      const message = store(conversation, said)
      for (const { lost } of readers.get(conversation) ?? []) lost(new Error('unread'))
      return message
    },
    showTyping(conversation, speaker) {
      for (const listener of watchers.get(conversation) ?? []) listener(speaker)
    },
    async open({ visitorId }) {
      const conversation = visitors.get(visitorId) ?? newId('conversation')
      visitors.set(visitorId, conversation)
      return { conversation }
    },
    async receive(conversation, incoming) {
      await crowd.disk
      const key = `${conversation} ${incoming.channelId}`
      const before = known.get(key)
      if (before) return { message: before, duplicate: true }
      const { clientActivityId, language = 'zh-Hans', text, files = [] } = incoming
      contents.push(...files.map(({ content }) => content))
      const marks = files.map(({ content, ...file }) => ({
        ...file,
        id: newId('upload'),
        size: content.byteLength,
      }))
      const message = append(conversation, {
        speaker: { role: 'customer' },
        text,
        language,
        extras: {
          ...(clientActivityId !== undefined && { clientActivityId }),
          ...(marks.length > 0 && { files: marks }),
        },
      })
      known.set(key, message)
      return { message, duplicate: false }
    },
    hasRoom: async (bytes) => bytes <= room.bytes,
    room,
    messagesAfter: async (conversation, number, limit) =>
      messages
        .filter((message) => message.conversation === conversation && message.number > number)
        .slice(0, limit),
    onMessage: (conversation, listener, lost) => add(readers, conversation, { listener, lost }),
    onTyping: (conversation, listener) => add(watchers, conversation, listener),
    customerTyping: (conversation) => void typed.push(conversation),
    async rate(message, conversation, verdict) {
      if (!messages.some(({ id }) => id === message)) {
        throw new Fault('not-found', `There is no answer ${message} in this conversation to rate.`)
      }
      ratings.push({ message, conversation, verdict })
    },
    async answerSurvey(conversation, answer) {
      const { speed } = answer.scores
      if (speed === undefined || speed < 1 || speed > 5) {
        throw new Fault('bad-input', `The score for speed is ${speed}. Give 1 to 5.`)
      }
      surveys.push({ conversation, ...answer })
    },
  }
}

function add<Member>(groups: Groups<Member>, key: string, member: Member): () => void {
  const group = groups.get(key) ?? new Set()
  groups.set(key, group.add(member))
  return () => group.delete(member)
}

/** Says the name of each situation, so that a test can tell them apart. */
export const plainWords: ChannelWords = {
  botName: (language) => `bot ${language}`,
  say: (situation, language, variables) =>
    [situation, language, ...Object.values(variables)].join(' '),
}
