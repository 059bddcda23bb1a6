import { expect, test } from 'vitest'
import { auditChats, type StoredMessage } from './audit-chats.js'
import type { ChatRecord, SentMessage } from './chat-client.js'

const CONVERSATION = 'conversation_1'

function sent(key: string, more: Partial<SentMessage> = {}): SentMessage {
  return {
    ...{ key, conversation: CONVERSATION, postedAt: 0, id: `id ${key}`, echoAt: 1, replyAt: 2 },
    ...{ refusals: 0, rudeRefusals: 0, ...more },
  }
}

function chat(messages: readonly SentMessage[], shown: readonly string[]): ChatRecord {
  return { conversation: CONVERSATION, sent: messages, shown, reconnects: 0, renewals: 0 }
}

function rows(...roles: readonly [role: string, id: string, key?: string][]): StoredMessage[] {
  return roles.map(([role, id, key = null], i) => ({
    ...{ number: i + 1, id, conversation: CONVERSATION, role, key },
  }))
}

const session = (answeredThrough: number, owner = 'bot') => [
  { conversation: CONVERSATION, owner, answeredThrough },
]

test('a chat in which all went well has nothing lost and nothing doubled', () => {
  const messages = rows(['customer', 'id a', 'a'], ['bot', 'r'])

  const audit = auditChats([chat([sent('a')], ['id a', 'r'])], { messages, sessions: session(1) })

  expect(audit).toEqual({
    ...{ sent: 1, acknowledged: 1, refused: 0, rudeRefusals: 0, stored: 1, lost: 0, doubled: 0 },
    ...{ doubledReplies: 0, unanswered: 0, withPerson: 0, notShown: 0, shownTwice: 0 },
  })
})

test('what was acknowledged and is not in the record is lost; what was refused is not', () => {
  const messages = [sent('a'), sent('b', { id: null, refusals: 1, rudeRefusals: 1 })]

  const audit = auditChats([chat(messages, [])], { messages: [], sessions: [] })

  expect(audit).toMatchObject({ sent: 2, acknowledged: 1, refused: 1, rudeRefusals: 1, lost: 1 })
})

test('a message that is stored twice, and a reply that is said twice, are told apart', () => {
  const messages = rows(
    ['customer', 'id a', 'a'],
    ['customer', 'id a2', 'a'],
    ['bot', 'r1'],
    ['bot', 'r2'],
    ['bot', 'r3'],
  )

  const audit = auditChats([chat([sent('a')], [])], { messages, sessions: session(2) })

  expect(audit).toMatchObject({ stored: 2, doubled: 1, doubledReplies: 1 })
})

test('a reply to several messages answers them all', () => {
  const messages = rows(['customer', 'id a', 'a'], ['customer', 'id b', 'b'], ['bot', 'r'])

  const audit = auditChats([chat([sent('a'), sent('b')], [])], { messages, sessions: session(2) })

  expect(audit).toMatchObject({ doubledReplies: 0, unanswered: 0 })
})

test('what waits for the bot is unanswered; what waits for a person is not its fault', () => {
  const messages = rows(['customer', 'id a', 'a'])
  const chats = [chat([sent('a')], ['id a'])]

  const bot = auditChats(chats, { messages, sessions: session(0) })
  const queue = auditChats(chats, { messages, sessions: session(0, 'queue') })

  expect(bot).toMatchObject({ unanswered: 1, withPerson: 0 })
  expect(queue).toMatchObject({ unanswered: 0, withPerson: 1 })
})

test('the stream is held against the record', () => {
  const messages = rows(['customer', 'id a', 'a'], ['bot', 'r'])

  const audit = auditChats([chat([sent('a')], ['id a', 'id a'])], {
    ...{ messages, sessions: session(1) },
  })

  expect(audit).toMatchObject({ notShown: 1, shownTwice: 1 })
})
