import type { Instant } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { CaseId, MessageId, SessionId } from '../conversation/message.js'

/** A visit in which the bot spoke, and a mark that changes with all that may change what it says. */
export interface VisitMark {
  readonly id: SessionId
  readonly at: Instant
  readonly mark: string
}

/** Visits by their last message, newest first. @param before The last one of the page before. */
export async function markedVisits(
  db: Db,
  since: Instant,
  before: Pick<VisitMark, 'id' | 'at'> | undefined,
  limit: number,
): Promise<readonly VisitMark[]> {
  let query = db
    .selectFrom('session')
    .select(['id', 'last_message_at as at'])
    .select(
      sql<string>`last_message_at || ' ' || coalesce((
        select max(rating.at) from message join rating on rating.message_id = message.id
        where message.session_id = session.id
      ), 0) || ' ' || coalesce((
        select max(correction.at) from message join correction on correction.message_id = message.id
        where message.session_id = session.id
      ), 0)`.as('mark'),
    )
    .where('last_message_at', '>=', since)
    .where('erased_at', 'is', null)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('turn_trace')
          .select('turn_trace.message_id')
          .whereRef('turn_trace.session_id', '=', 'session.id'),
      ),
    )
  if (before)
    query = query.where(sql<boolean>`(last_message_at, id) < (${before.at}, ${before.id})`)
  return query.orderBy('last_message_at', 'desc').orderBy('id', 'desc').limit(limit).execute()
}

/** What the file of a visit's customer says of who it is, for masking; by the visit. */
export async function identitiesOf(
  db: Db,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<SessionId, readonly string[]>> {
  if (sessions.length === 0) return new Map()
  const rows = await db
    .selectFrom('session')
    .innerJoin('conversation', 'conversation.id', 'session.conversation_id')
    .innerJoin('customer', 'customer.id', 'conversation.customer_id')
    .select(['session.id', 'customer.name', 'customer.phone', 'customer.email', 'customer.shop_id'])
    .where('session.id', 'in', sessions)
    .execute()
  return new Map(
    rows.map(({ id, name, phone, email, shop_id }) => [
      id,
      [name, phone, email, shop_id].filter((text): text is string => text !== null && text !== ''),
    ]),
  )
}

/** A case that was solved, and in which visit. */
export interface SolvedCaseRow {
  readonly id: CaseId
  readonly session: SessionId
  readonly subject: string
  readonly at: Instant
}

/** Cases of the visits that these messages stand in, solved, newest first. */
export async function solvedCasesAfter(
  db: Db,
  messages: readonly MessageId[],
  limit: number,
): Promise<readonly SolvedCaseRow[]> {
  if (messages.length === 0) return []
  return solvedCases(db)
    .where('session_id', 'in', (from) =>
      from.selectFrom('message').select('session_id').where('id', 'in', messages),
    )
    .limit(limit)
    .execute()
}

export async function solvedCaseById(db: Db, id: CaseId): Promise<SolvedCaseRow | undefined> {
  return solvedCases(db).where('id', '=', id).executeTakeFirst()
}

function solvedCases(db: Db) {
  return db
    .selectFrom('service_case')
    .select(['id', 'session_id as session', 'subject'])
    .select(sql<number>`solved_at`.as('at'))
    .where('solved_at', 'is not', null)
    .where('status', 'in', ['solved', 'closed'])
    .orderBy('solved_at', 'desc')
}
