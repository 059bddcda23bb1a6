import type { Instant } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { SessionId } from '../conversation/message.js'
import { messagesOfSessions } from '../conversation/message-table.js'
import { ratingsOf, tracesOfSessions } from '../conversation/trace-table.js'
import { correctionsOf } from './correction-table.js'
import type { Visit } from './derive-labels.js'

/**
 * Visits by their last message, newest first.
 *
 * @returns `isTelling` says whether anything in it could make a label; `at` and `id` lead on.
 */
export async function recentSessions(
  db: Db,
  since: Instant,
  before: { readonly at: Instant; readonly id: SessionId } | undefined,
  limit: number,
): Promise<
  readonly { readonly id: SessionId; readonly at: Instant; readonly isTelling: boolean }[]
> {
  let query = db
    .selectFrom('session')
    .select(['id', 'last_message_at as at'])
    .select(
      sql<number>`exists (
        select 1 from message
        left join rating on rating.message_id = message.id
        left join correction on correction.message_id = message.id
        where message.session_id = session.id and (
          rating.message_id is not null
          or correction.message_id is not null
          or (message.role = 'agent' and json_extract(message.extras, '$.articles') is not null)
        )
      ) or exists (
        select 1 from turn_trace
        where turn_trace.session_id = session.id
          and json_extract(turn_trace.trace, '$.decision') = 'ask-back'
      )`.as('telling'),
    )
    .where('last_message_at', '>=', since)
  if (before)
    query = query.where(sql<boolean>`(last_message_at, id) < (${before.at}, ${before.id})`)
  const rows = await query
    .orderBy('last_message_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ id, at, telling }) => ({ id, at, isTelling: telling === 1 }))
}

/** All that is known of these visits, in no order. */
export async function readVisits(
  db: Db,
  sessions: readonly SessionId[],
): Promise<readonly Visit[]> {
  if (sessions.length === 0) return []
  const [messages, traces, verdicts, corrections, subjects] = await Promise.all([
    messagesOfSessions(db, sessions),
    tracesOfSessions(db, sessions),
    ratingsOf(db, sessions),
    correctionsOf(db, sessions),
    subjectsOf(db, sessions),
  ])
  return sessions.map((session) => ({
    messages: messages.filter((message) => message.session === session),
    traces,
    verdicts,
    corrections,
    subjects: subjects.filter((subject) => subject.session === session),
  }))
}

async function subjectsOf(db: Db, sessions: readonly SessionId[]) {
  const rows = await db
    .selectFrom('service_case')
    .select(['session_id as session', 'subject as text', 'opened_at as openedAt'])
    .where('session_id', 'in', sessions)
    .orderBy('opened_at')
    .execute()
  return rows
}
