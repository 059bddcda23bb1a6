import type { Instant } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { Case, Score, Service } from '../case/case.js'
import { caseById } from '../case/case-table.js'
import type { CaseId, SessionId, Side, SurveyId } from '../conversation/message.js'
import type { SurveyAnswer, SurveyRequest } from './survey.js'

interface SurveyRequestRow {
  id: SurveyId
  session_id: SessionId
  owner_turn: number
  about_people: 0 | 1
  about_bot: 0 | 1
  through: number
  asked_at: number
}

interface SurveyCaseRow {
  survey_id: SurveyId
  case_id: CaseId
  round: number
}

interface SurveyAnswerRow {
  survey_id: SurveyId
  speed: Score | null
  attitude: Score | null
  solution: Score | null
  bot_speed: Score | null
  bot_solution: Score | null
  service: Service | null
  solved: 0 | 1 | null
  recommend: number | null
  words: string
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    survey_request: SurveyRequestRow
    survey_case: SurveyCaseRow
    survey_answer: SurveyAnswerRow
  }
}

export interface NewRequest extends SurveyRequest {
  readonly ownerTurn: number
  /** Number of the message that asks. */
  readonly through: number
  readonly askedAt: Instant
}

export async function insertRequest(
  db: Db,
  request: NewRequest,
  cases: readonly Pick<Case, 'id' | 'reopened'>[],
): Promise<void> {
  const { id, session, about, ownerTurn, through, askedAt } = request
  await db
    .insertInto('survey_request')
    .values({
      id,
      session_id: session,
      owner_turn: ownerTurn,
      about_people: about.includes('people') ? 1 : 0,
      about_bot: about.includes('bot') ? 1 : 0,
      through,
      asked_at: askedAt,
    })
    .execute()
  for (const each of cases) {
    await db
      .insertInto('survey_case')
      .values({ survey_id: id, case_id: each.id, round: each.reopened })
      .execute()
  }
}

export async function requestById(db: Db, id: SurveyId): Promise<SurveyRequest | undefined> {
  const row = await db
    .selectFrom('survey_request')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && { id: row.id, session: row.session_id, about: aboutOf(row) }
}

function aboutOf(row: SurveyRequestRow): readonly Side[] {
  return [
    ...(row.about_people === 1 ? (['people'] as const) : []),
    ...(row.about_bot === 1 ? (['bot'] as const) : []),
  ]
}

/** What was asked of this visit so far: at which turns of its owner, and up to which message. */
export async function askedOf(
  db: Db,
  session: SessionId,
): Promise<{ readonly turns: ReadonlySet<number>; readonly through: number }> {
  const rows = await db
    .selectFrom('survey_request')
    .select(['owner_turn', 'through'])
    .where('session_id', '=', session)
    .execute()
  return {
    turns: new Set(rows.map((row) => row.owner_turn)),
    through: Math.max(0, ...rows.map((row) => row.through)),
  }
}

/** The cases of a visit that were solved and not asked about since, the latest one last. */
export async function unaskedCases(db: Db, session: SessionId): Promise<readonly Case[]> {
  const rows = await db
    .selectFrom('service_case')
    .select('id')
    .where('session_id', '=', session)
    .where('status', '=', 'solved')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('survey_case')
            .select('survey_case.case_id')
            .whereRef('survey_case.case_id', '=', 'service_case.id')
            .whereRef('survey_case.round', '=', 'service_case.reopened'),
        ),
      ),
    )
    .orderBy('solved_at')
    .execute()
  return casesOf(
    db,
    rows.map(({ id }) => id),
  )
}

/** The cases that a survey asks about and that are still as it asked, the latest one last. */
export async function casesAskedAbout(db: Db, id: SurveyId): Promise<readonly Case[]> {
  const rows = await db
    .selectFrom('survey_case')
    .innerJoin('service_case', 'service_case.id', 'survey_case.case_id')
    .select('service_case.id')
    .where('survey_id', '=', id)
    .where('status', '=', 'solved')
    .whereRef('survey_case.round', '=', 'service_case.reopened')
    .orderBy('solved_at')
    .execute()
  return casesOf(
    db,
    rows.map((row) => row.id),
  )
}

/** The case of this visit that a person has to do with, if there is one. */
export async function activeCaseOf(db: Db, session: SessionId): Promise<Case | undefined> {
  const row = await db
    .selectFrom('service_case')
    .select('id')
    .where('session_id', '=', session)
    .where('status', 'in', ['waiting', 'assigned'])
    .limit(1)
    .executeTakeFirst()
  return row && caseById(db, row.id)
}

async function casesOf(db: Db, ids: readonly CaseId[]): Promise<readonly Case[]> {
  const cases: Case[] = []
  for (const id of ids) {
    const found = await caseById(db, id)
    if (found) cases.push(found)
  }
  return cases
}

/** Who served a visit after this message: whoever answered the customer there. */
export async function servedSince(
  db: Db,
  session: SessionId,
  after: number,
): Promise<readonly Side[]> {
  const { people, bot } = await db
    .selectNoFrom([
      sql<0 | 1>`exists (
        select 1 from message
        where session_id = ${session} and number > ${after} and role = 'agent'
      )`.as('people'),
      sql<0 | 1>`exists (
        select 1 from message join turn_trace on turn_trace.message_id = message.id
        where message.session_id = ${session} and message.number > ${after}
          and json_extract(turn_trace.trace, '$.decision') = 'answer'
      )`.as('bot'),
    ])
    .executeTakeFirstOrThrow()
  return [...(people === 1 ? (['people'] as const) : []), ...(bot === 1 ? (['bot'] as const) : [])]
}

/** @returns Whether it was the first answer to this survey; a later one changes nothing. */
export async function insertAnswer(
  db: Db,
  id: SurveyId,
  { scores, service, solved, recommend, words }: SurveyAnswer,
  at: Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('survey_answer')
    .values({
      survey_id: id,
      speed: scores.speed ?? null,
      attitude: scores.attitude ?? null,
      solution: scores.solution ?? null,
      bot_speed: scores.botSpeed ?? null,
      bot_solution: scores.botSolution ?? null,
      service,
      solved: solved === null ? null : solved ? 1 : 0,
      recommend,
      words,
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** The newest answer about a case. */
export async function latestSurvey(db: Db, caseId: CaseId): Promise<SurveyAnswer | null> {
  const row = await db
    .selectFrom('survey_answer')
    .innerJoin('survey_case', 'survey_case.survey_id', 'survey_answer.survey_id')
    .selectAll('survey_answer')
    .where('survey_case.case_id', '=', caseId)
    .orderBy('survey_case.round', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? rowToAnswer(row) : null
}

/** An answer, with the visit that it is about. */
export interface VisitAnswer extends SurveyAnswer {
  readonly survey: SurveyId
  readonly session: SessionId
  readonly at: Instant
}

/** All answers about these visits, newest first. */
export async function answersOf(
  db: Db,
  sessions: readonly SessionId[],
): Promise<readonly VisitAnswer[]> {
  if (sessions.length === 0) return []
  const rows = await db
    .selectFrom('survey_answer')
    .innerJoin('survey_request', 'survey_request.id', 'survey_answer.survey_id')
    .selectAll('survey_answer')
    .select('survey_request.session_id')
    .where('survey_request.session_id', 'in', sessions)
    .orderBy('survey_answer.at', 'desc')
    .execute()
  return rows.map((row) => ({
    ...rowToAnswer(row),
    survey: row.survey_id,
    session: row.session_id,
    at: row.at,
  }))
}

function rowToAnswer(row: SurveyAnswerRow): SurveyAnswer {
  return {
    scores: {
      ...(row.speed !== null && { speed: row.speed }),
      ...(row.attitude !== null && { attitude: row.attitude }),
      ...(row.solution !== null && { solution: row.solution }),
      ...(row.bot_speed !== null && { botSpeed: row.bot_speed }),
      ...(row.bot_solution !== null && { botSolution: row.bot_solution }),
    },
    service: row.service,
    solved: row.solved === null ? null : row.solved === 1,
    recommend: row.recommend,
    words: row.words,
  }
}
