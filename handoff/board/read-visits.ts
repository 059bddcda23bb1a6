import type { Instant } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { Category } from '../case/case.js'
import type { SessionId, Side } from '../conversation/message.js'
import { satisfactionOf } from '../satisfaction/satisfaction-table.js'
import { answersOf } from '../survey/survey-table.js'
import type { BoardVisit } from './board-visit.js'

/** Small, since others wait for the database meanwhile. */
const AT_ONCE = 400

/**
 * Every visit with a message since then, the oldest first. Those whose words were erased are left
 * out: of them nothing is known any more.
 *
 * @param topicOf What a customer who is answered from this article asks about.
 */
export async function readVisits(
  db: Db,
  since: Instant,
  topicOf: (article: string) => Category | undefined,
): Promise<readonly BoardVisit[]> {
  const visits: BoardVisit[] = []
  let after: { readonly at: number; readonly id: SessionId } | undefined
  for (;;) {
    const page = await sessionsSince(db, since, after)
    visits.push(...(await withAll(db, page, topicOf)))
    const last = page.at(-1)
    if (!last || page.length < AT_ONCE) return visits
    after = { at: last.lastMessageAt, id: last.session }
  }
}

type SessionLine = Awaited<ReturnType<typeof sessionsSince>>[number]

async function sessionsSince(
  db: Db,
  since: Instant,
  after: { readonly at: number; readonly id: SessionId } | undefined,
) {
  let query = db
    .selectFrom('session')
    .innerJoin('conversation', 'conversation.id', 'session.conversation_id')
    .select([
      'session.id as session',
      'conversation.customer_id as customer',
      'session.opened_at as openedAt',
      'session.closed_at as closedAt',
      'session.last_message_at as lastMessageAt',
    ])
    .select([
      sql<string | null>`(
        select text from message where session_id = session.id and role = 'customer'
        order by number limit 1
      )`.as('firstWords'),
      sql<0 | 1>`exists (
        select 1 from message where session_id = session.id and role = 'agent'
      )`.as('people'),
    ])
    .where('session.erased_at', 'is', null)
    .where('session.last_message_at', '>=', since)
  if (after) {
    query = query.where(
      sql<boolean>`(session.last_message_at, session.id) > (${after.at}, ${after.id})`,
    )
  }
  return query.orderBy('session.last_message_at').orderBy('session.id').limit(AT_ONCE).execute()
}

async function withAll(
  db: Db,
  page: readonly SessionLine[],
  topicOf: (article: string) => Category | undefined,
): Promise<readonly BoardVisit[]> {
  if (page.length === 0) return []
  const sessions = page.map(({ session }) => session)
  const [satisfaction, cases, answered, thumbs, requests, answers] = await Promise.all([
    satisfactionOf(db, sessions),
    casesIn(db, sessions),
    answeredFrom(db, sessions),
    thumbsIn(db, sessions),
    requestsIn(db, sessions),
    answersOf(db, sessions),
  ])
  return page.map((line): BoardVisit => {
    const { session, customer, openedAt, closedAt } = line
    const own = cases.find((each) => each.session === session)
    const turns = answered.filter((each) => each.session === session)
    const articles = [...new Set(turns.flatMap(({ article }) => article ?? []))]
    const asked = requests.filter((each) => each.session === session)
    return {
      ...{ session, customer, openedAt, closedAt, articles },
      topic: own?.category ?? articles.flatMap((id) => topicOf(id) ?? [])[0] ?? null,
      caseId: own?.id ?? null,
      firstWords: line.firstWords ?? '',
      served: [
        ...(line.people === 1 ? (['people'] as const) : []),
        ...(turns.length > 0 ? (['bot'] as const) : []),
      ],
      satisfaction: satisfaction.get(session) ?? null,
      thumb: thumbs.findLast((each) => each.session === session)?.verdict ?? null,
      surveys: asked.map(({ id, people, bot }) => ({
        about: [
          ...(people === 1 ? (['people'] as const) : []),
          ...(bot === 1 ? (['bot'] as const) : []),
        ] satisfies readonly Side[],
        answer: answers.find((answer) => answer.survey === id) ?? null,
      })),
    }
  })
}

/** The first case of each visit decides what it was about. */
async function casesIn(db: Db, sessions: readonly SessionId[]) {
  return db
    .selectFrom('service_case')
    .select(['id', 'session_id as session', 'category'])
    .where('session_id', 'in', sessions)
    .orderBy('opened_at')
    .execute()
}

/** Turns in which the bot answered, from which article where it was one. */
async function answeredFrom(db: Db, sessions: readonly SessionId[]) {
  return db
    .selectFrom('turn_trace')
    .innerJoin('message', 'message.id', 'turn_trace.message_id')
    .select([
      'turn_trace.session_id as session',
      sql<string | null>`case json_extract(trace, '$.decision') when 'answer'
        then json_extract(trace, '$.passages[0].article') end`.as('article'),
    ])
    .where('turn_trace.session_id', 'in', sessions)
    .where(sql`json_extract(trace, '$.decision')`, 'in', ['answer', 'skill'])
    .orderBy('message.number')
    .execute()
}

async function thumbsIn(db: Db, sessions: readonly SessionId[]) {
  return db
    .selectFrom('rating')
    .innerJoin('message', 'message.id', 'rating.message_id')
    .select(['message.session_id as session', 'rating.verdict'])
    .where('message.session_id', 'in', sessions)
    .orderBy('rating.at')
    .execute()
}

async function requestsIn(db: Db, sessions: readonly SessionId[]) {
  return db
    .selectFrom('survey_request')
    .select(['id', 'session_id as session', 'about_people as people', 'about_bot as bot'])
    .where('session_id', 'in', sessions)
    .orderBy('asked_at')
    .execute()
}
