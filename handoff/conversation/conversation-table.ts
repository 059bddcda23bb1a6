import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { ConversationId, CustomerId } from './message.js'
import type { Conversation } from './session.js'

interface ConversationRow {
  id: ConversationId
  customer_id: CustomerId
  channel: Conversation['channel']
  channel_user: string
  language: Language
  opened_at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    conversation: ConversationRow
  }
}

function rowToConversation(row: ConversationRow): Conversation {
  return {
    id: row.id,
    customer: row.customer_id,
    channel: row.channel,
    language: row.language,
    openedAt: row.opened_at,
  }
}

export async function insertConversation(
  db: Db,
  conversation: Conversation,
  channelUser: string,
): Promise<void> {
  await db
    .insertInto('conversation')
    .values({
      id: conversation.id,
      customer_id: conversation.customer,
      channel: conversation.channel,
      channel_user: channelUser,
      language: conversation.language,
      opened_at: conversation.openedAt,
    })
    .execute()
}

export async function conversationById(
  db: Db,
  id: ConversationId,
): Promise<Conversation | undefined> {
  const row = await db
    .selectFrom('conversation')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && rowToConversation(row)
}

/** In one query, since a list of the desk asks for hundreds, several times a second. */
export async function channelsOf(
  db: Db,
  ids: readonly ConversationId[],
): Promise<ReadonlyMap<ConversationId, Conversation['channel']>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('conversation')
    .select(['id', 'channel'])
    .where('id', 'in', ids)
    .execute()
  return new Map(rows.map(({ id, channel }) => [id, channel]))
}

/** The conversation of this user of a channel; each has one. */
export async function conversationOfUser(
  db: Db,
  channel: Conversation['channel'],
  channelUser: string,
): Promise<Conversation | undefined> {
  const row = await db
    .selectFrom('conversation')
    .selectAll()
    .where('channel', '=', channel)
    .where('channel_user', '=', channelUser)
    .executeTakeFirst()
  return row && rowToConversation(row)
}

export async function setConversationLanguage(
  db: Db,
  id: ConversationId,
  language: Language,
): Promise<void> {
  await db.updateTable('conversation').set({ language }).where('id', '=', id).execute()
}
