import type { Instant } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { ConversationId, CustomerId, Message, SessionId } from '../conversation/message.js'
import { messagesOfSessions } from '../conversation/message-table.js'
import type { Conversation } from '../conversation/session.js'

/** A way on which the customer comes: one conversation. */
export interface ChannelIdentity {
  readonly conversation: ConversationId
  readonly channel: Conversation['channel']
  /** Who it is there, such as a visitor's id or a Teams user. */
  readonly user: string
  /** How they are written to there, as JSON; `null` where their client asks by itself. */
  readonly address: string | null
  readonly openedAt: Instant
}

/** One visit, as a line of the history. */
export interface PastVisit {
  readonly session: SessionId
  readonly conversation: ConversationId
  readonly channel: Conversation['channel']
  readonly openedAt: Instant
  readonly closedAt: Instant | null
  /** What the customer wrote first; empty when it was erased. */
  readonly firstWords: string
  /** How many messages the customer wrote. */
  readonly written: number
  readonly isErased: boolean
}

/** Somebody asked how it went, after a case was solved (T5, T9). */
export interface ReturnVisit {
  readonly caseId: string
  readonly at: Instant
}

export async function channelsOf(
  db: Db,
  customer: CustomerId,
): Promise<readonly ChannelIdentity[]> {
  return db
    .selectFrom('conversation')
    .select([
      'id as conversation',
      'channel',
      'channel_user as user',
      'address',
      'opened_at as openedAt',
    ])
    .where('customer_id', '=', customer)
    .orderBy('opened_at')
    .orderBy('id')
    .execute()
}

/** The latest visits over all channels, newest first. */
export async function visitsOf(
  db: Db,
  customer: CustomerId,
  limit: number,
): Promise<readonly PastVisit[]> {
  const rows = await db
    .selectFrom('session')
    .innerJoin('conversation', 'conversation.id', 'session.conversation_id')
    .select([
      'session.id as session',
      'session.conversation_id as conversation',
      'conversation.channel',
      'session.opened_at as openedAt',
      'session.closed_at as closedAt',
      'session.erased_at as erasedAt',
    ])
    .select([
      sql<string | null>`(
        select text from message where session_id = session.id and role = 'customer'
        order by number limit 1
      )`.as('firstWords'),
      sql<number>`(
        select count(*) from message where session_id = session.id and role = 'customer'
      )`.as('written'),
    ])
    .where('conversation.customer_id', '=', customer)
    .orderBy('session.opened_at', 'desc')
    .orderBy('session.id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ erasedAt, firstWords, ...row }) => ({
    ...row,
    firstWords: firstWords ?? '',
    isErased: erasedAt !== null,
  }))
}

/** The messages of a visit, if it is one of this customer's; oldest first. */
export async function messagesOfVisit(
  db: Db,
  customer: CustomerId,
  session: SessionId,
): Promise<readonly Message[] | undefined> {
  const row = await db
    .selectFrom('session')
    .innerJoin('conversation', 'conversation.id', 'session.conversation_id')
    .select('session.id')
    .where('session.id', '=', session)
    .where('conversation.customer_id', '=', customer)
    .executeTakeFirst()
  return row && messagesOfSessions(db, [session])
}

export async function returnVisitsIn(
  db: Db,
  conversations: readonly ConversationId[],
): Promise<readonly ReturnVisit[]> {
  if (conversations.length === 0) return []
  const rows = await db
    .selectFrom('event')
    .select(['at', 'data'])
    .where('topic', 'in', conversations)
    .where('name', '=', 'case-visited')
    .orderBy('number', 'desc')
    .execute()
  return rows.map(({ at, data }) => ({ at, caseId: String(JSON.parse(data).caseId) }))
}
