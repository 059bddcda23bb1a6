import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { AgentId, ConversationId, Message, MessageId, SessionId, Speaker } from './message.js'

interface MessageRow {
  number: number
  id: MessageId
  conversation_id: ConversationId
  session_id: SessionId
  role: Speaker['role']
  agent_id: AgentId | null
  agent_name: string | null
  text: string
  language: Language
  at: number
  channel_id: string | null
  extras: string
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    message: MessageRow
  }
}

function rowToMessage(row: MessageRow): Message {
  return {
    id: row.id,
    number: row.number,
    conversation: row.conversation_id,
    session: row.session_id,
    speaker: rowToSpeaker(row),
    text: row.text,
    language: row.language,
    at: row.at,
    extras: JSON.parse(row.extras),
  }
}

function rowToSpeaker(row: MessageRow): Speaker {
  if (row.role !== 'agent') return { role: row.role }
  if (row.agent_id === null) throw new Error(`Message ${row.id} is an agent's, without an agent.`)
  return { role: 'agent', agent: row.agent_id, name: row.agent_name ?? '' }
}

export async function insertMessage(
  db: Db,
  message: Message,
  channelId: string | null,
): Promise<void> {
  const { speaker } = message
  await db
    .insertInto('message')
    .values({
      number: message.number,
      id: message.id,
      conversation_id: message.conversation,
      session_id: message.session,
      role: speaker.role,
      agent_id: speaker.role === 'agent' ? speaker.agent : null,
      agent_name: speaker.role === 'agent' ? speaker.name : null,
      text: message.text,
      language: message.language,
      at: message.at,
      channel_id: channelId,
      extras: JSON.stringify(message.extras),
    })
    .execute()
}

/** Writes what a customer's message reads by now. */
export async function updateMessage(
  db: Db,
  { id, text, extras }: Pick<Message, 'id' | 'text' | 'extras'>,
): Promise<void> {
  await db
    .updateTable('message')
    .set({ text, extras: JSON.stringify(extras) })
    .where('id', '=', id)
    .execute()
}

/** The message that this sender already handed in under its own id. */
export async function messageByChannelId(
  db: Db,
  conversation: ConversationId,
  channelId: string,
): Promise<Message | undefined> {
  const row = await db
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('channel_id', '=', channelId)
    .executeTakeFirst()
  return row && rowToMessage(row)
}

/** Messages with a greater number than `after`, oldest first. */
export async function messagesAfter(
  db: Db,
  conversation: ConversationId,
  after: number,
  limit: number,
): Promise<readonly Message[]> {
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('number', '>', after)
    .orderBy('number')
    .limit(limit)
    .execute()
  return rows.map(rowToMessage)
}

/** The latest messages, at most `limit`, oldest first. */
export async function latestMessages(
  db: Db,
  conversation: ConversationId,
  limit: number,
): Promise<readonly Message[]> {
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute()
  return rows.map(rowToMessage).reverse()
}

/** What the customer wrote in this session after `after`, oldest first. */
export async function customerMessagesAfter(
  db: Db,
  session: SessionId,
  after: number,
): Promise<readonly Message[]> {
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('session_id', '=', session)
    .where('role', '=', 'customer')
    .where('number', '>', after)
    .orderBy('number')
    .execute()
  return rows.map(rowToMessage)
}

/** All messages of these sessions, oldest first. */
export async function messagesOfSessions(
  db: Db,
  sessions: readonly SessionId[],
): Promise<readonly Message[]> {
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('session_id', 'in', sessions)
    .orderBy('number')
    .execute()
  return rows.map(rowToMessage)
}

export async function messageById(db: Db, id: MessageId): Promise<Message | undefined> {
  const row = await db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst()
  return row && rowToMessage(row)
}

/** The newest message of each conversation. */
export async function lastMessages(
  db: Db,
  conversations: readonly ConversationId[],
): Promise<ReadonlyMap<ConversationId, Message>> {
  if (conversations.length === 0) return new Map()
  const rows = await db
    .selectFrom('message')
    .selectAll()
    .where('number', 'in', (query) =>
      query
        .selectFrom('message')
        .select(({ fn }) => fn.max('number').as('number'))
        .where('conversation_id', 'in', conversations)
        .where('role', '!=', 'system')
        .groupBy('conversation_id'),
    )
    .execute()
  return new Map(rows.map((row) => [row.conversation_id, rowToMessage(row)]))
}
