import type { ExpressionBuilder } from 'kysely'
import type { Instant, Millis } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db, Tables } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { ConversationId, SessionId } from '../conversation/message.js'
import type { Reason } from './reasons.js'
import type { SatisfactionClass } from './satisfaction-model.js'

interface SessionSatisfactionRow {
  session_id: SessionId
  class: SatisfactionClass
  score: number
  reasons: string
  longest_wait: number
  through: number
  read_at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    session_satisfaction: SessionSatisfactionRow
  }
}

/** What the model says of one visit, as the desk and the board show it. */
export interface VisitSatisfaction {
  readonly class: SatisfactionClass
  /** −2 to 2. */
  readonly score: number
  readonly reasons: readonly Reason[]
  /** Measured, not judged: the customer's longest wait for an answer. */
  readonly longestWait: Millis
}

/** @param through When the last message that was read came. */
export async function saveSatisfaction(
  db: Db,
  session: SessionId,
  { class: judged, score, reasons, longestWait }: VisitSatisfaction,
  through: Instant,
  readAt: Instant,
): Promise<void> {
  const row = {
    class: judged,
    score,
    reasons: JSON.stringify(reasons),
    longest_wait: longestWait,
    through,
    read_at: readAt,
  }
  await db
    .insertInto('session_satisfaction')
    .values({ session_id: session, ...row })
    .onConflict((conflict) => conflict.column('session_id').doUpdateSet(row))
    .execute()
}

function rowToSatisfaction(row: SessionSatisfactionRow): VisitSatisfaction {
  return {
    class: row.class,
    score: row.score,
    reasons: JSON.parse(row.reasons),
    longestWait: row.longest_wait,
  }
}

/** What was read of these visits. */
export async function satisfactionOf(
  db: Db,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, VisitSatisfaction>> {
  if (sessions.length === 0) return new Map()
  const rows = await db
    .selectFrom('session_satisfaction')
    .selectAll()
    .where('session_id', 'in', sessions)
    .execute()
  return new Map(rows.map((row) => [row.session_id, rowToSatisfaction(row)]))
}

/** Takes away what was made of these visits' words. */
export async function deleteSatisfactionOf(db: Db, sessions: readonly SessionId[]): Promise<void> {
  await db.deleteFrom('session_satisfaction').where('session_id', 'in', sessions).execute()
}

/** A visit that is over, or with which a person has something to do. */
export interface ReadableVisit {
  readonly id: SessionId
  readonly conversation: ConversationId
  readonly language: Language
  readonly lastMessageAt: Instant
  readonly closedAt: Instant | null
  /** When a person was first called; `null` when nobody was. */
  readonly handedAt: Instant | null
  /** Whether somebody still has something to do with it. */
  readonly isOpenCase: boolean
  /** Up to when it was read; `null` before it was. */
  readonly through: Instant | null
}

/** The visits of a conversation with an open case, and those that were not read to their end. */
export async function visitsToRead(
  db: Db,
  conversation: ConversationId,
): Promise<readonly ReadableVisit[]> {
  const rows = await readable(db)
    .where('session.conversation_id', '=', conversation)
    .where((all) => all.or([isUnread(all), sql<boolean>`${OPEN_CASE}`]))
    .orderBy('session.opened_at')
    .execute()
  return rows.map((row) => ({ ...row, isOpenCase: row.open === 1 }))
}

/** Conversations with a visit since then that was not read, or not to its end; the oldest first. */
export async function unreadSince(
  db: Db,
  since: Instant,
  limit: number,
): Promise<readonly ConversationId[]> {
  const rows = await readable(db)
    .where('session.last_message_at', '>=', since)
    .where(isUnread)
    .orderBy('session.last_message_at')
    .limit(limit)
    .execute()
  return [...new Set(rows.map(({ conversation }) => conversation))]
}

/** Conversations in which somebody has something to do. */
export async function conversationsWithCase(db: Db): Promise<readonly ConversationId[]> {
  const rows = await db
    .selectFrom('service_case')
    .select('conversation_id')
    .distinct()
    .where('status', 'in', ['waiting', 'assigned'])
    .execute()
  return rows.map((row) => row.conversation_id)
}

const OPEN_CASE = sql<0 | 1>`exists (
  select 1 from service_case where service_case.session_id = session.id
    and service_case.status in ('waiting', 'assigned')
)`

function isUnread(all: ExpressionBuilder<Tables, 'session'>) {
  return all(
    sql<number>`coalesce(session_satisfaction.through, -1)`,
    '<',
    all.ref('session.last_message_at'),
  )
}

function readable(db: Db) {
  return db
    .selectFrom('session')
    .leftJoin('session_satisfaction', 'session_satisfaction.session_id', 'session.id')
    .select([
      'session.id',
      'session.conversation_id as conversation',
      'session.language',
      'session.last_message_at as lastMessageAt',
      'session.closed_at as closedAt',
      'session_satisfaction.through',
      OPEN_CASE.as('open'),
      sql<number | null>`(
        select min(opened_at) from service_case where service_case.session_id = session.id
      )`.as('handedAt'),
    ])
    .where('session.erased_at', 'is', null)
    .where((all) => all.or([all('session.closed_at', 'is not', null), sql<boolean>`${OPEN_CASE}`]))
}
