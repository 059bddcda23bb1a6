import type { Selectable } from 'kysely'
import type { Instant } from '../../platform/clock.js'
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
  /** JSON, `Address`. */
  address: string | null
  left_at: number | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    conversation: ConversationRow
  }
}

/**
 * Where a customer can be written to: JSON that only the channel reads. Channels whose clients
 * read the record themselves have none.
 */
export type Address = Readonly<Record<string, unknown>>

/** How to reach a conversation; `leftAt` when its customer took the service off. */
export interface Reach {
  readonly address: Address | null
  readonly leftAt: Instant | null
}

function rowToConversation(row: Selectable<ConversationRow>): Conversation {
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

/** @returns `undefined` when there is no such conversation. */
export async function reachOf(db: Db, id: ConversationId): Promise<Reach | undefined> {
  const row = await db
    .selectFrom('conversation')
    .select(['address', 'left_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { address: row.address && JSON.parse(row.address), leftAt: row.left_at }
}

export async function saveAddress(db: Db, id: ConversationId, address: Address): Promise<void> {
  await db
    .updateTable('conversation')
    .set({ address: JSON.stringify(address), left_at: null })
    .where('id', '=', id)
    .execute()
}

export async function saveLeft(db: Db, id: ConversationId, at: Instant): Promise<void> {
  await db.updateTable('conversation').set({ left_at: at }).where('id', '=', id).execute()
}
