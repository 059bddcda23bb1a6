import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { ConversationId, MessageId, SessionId } from './message.js'
import type { TurnTrace } from './turn-trace.js'

interface TurnTraceRow {
  message_id: MessageId
  session_id: SessionId
  trace: string
}

interface RatingRow {
  message_id: MessageId
  verdict: Verdict
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    turn_trace: TurnTraceRow
    rating: RatingRow
  }
}

/** A customer's thumb on one answer. */
export type Verdict = 'up' | 'down'

export async function insertTrace(
  db: Db,
  message: MessageId,
  session: SessionId,
  trace: TurnTrace,
): Promise<void> {
  await db
    .insertInto('turn_trace')
    .values({ message_id: message, session_id: session, trace: JSON.stringify(trace) })
    .execute()
}

/** The traces of a conversation, by the bot message that each led to. */
export async function tracesOf(
  db: Db,
  conversation: ConversationId,
): Promise<ReadonlyMap<MessageId, TurnTrace>> {
  const rows = await db
    .selectFrom('turn_trace')
    .innerJoin('session', 'session.id', 'turn_trace.session_id')
    .select(['turn_trace.message_id', 'turn_trace.trace'])
    .where('session.conversation_id', '=', conversation)
    .execute()
  return new Map(rows.map((row) => [row.message_id, JSON.parse(row.trace)]))
}

/** The traces of these sessions, by the bot message that each led to. */
export async function tracesOfSessions(
  db: Db,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<MessageId, TurnTrace>> {
  const rows = await db
    .selectFrom('turn_trace')
    .select(['message_id', 'trace'])
    .where('session_id', 'in', sessions)
    .execute()
  return new Map(rows.map((row) => [row.message_id, JSON.parse(row.trace)]))
}

/** Whether a message of the bot has a trace, in this conversation. */
export async function isTraced(
  db: Db,
  conversation: ConversationId,
  message: MessageId,
): Promise<boolean> {
  const row = await db
    .selectFrom('turn_trace')
    .innerJoin('message', 'message.id', 'turn_trace.message_id')
    .select('message.id')
    .where('message.id', '=', message)
    .where('message.conversation_id', '=', conversation)
    .executeTakeFirst()
  return row !== undefined
}

/** The verdicts in these sessions, by message. */
export async function ratingsOf(
  db: Db,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<MessageId, Verdict>> {
  const rows = await db
    .selectFrom('message')
    .innerJoin('rating', 'rating.message_id', 'message.id')
    .select(['rating.message_id', 'rating.verdict'])
    .where('message.session_id', 'in', sessions)
    .execute()
  return new Map(rows.map((row) => [row.message_id, row.verdict]))
}

/** The customer's verdict on a message, if there is one. */
export async function ratingOf(db: Db, message: MessageId): Promise<Verdict | undefined> {
  const row = await db
    .selectFrom('rating')
    .select('verdict')
    .where('message_id', '=', message)
    .executeTakeFirst()
  return row?.verdict
}

/** Keeps the newest verdict on a message. */
export async function saveRating(
  db: Db,
  message: MessageId,
  verdict: Verdict,
  at: Instant,
): Promise<void> {
  await db
    .insertInto('rating')
    .values({ message_id: message, verdict, at })
    .onConflict((conflict) => conflict.column('message_id').doUpdateSet({ verdict, at }))
    .execute()
}
