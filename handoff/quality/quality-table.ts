import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Score } from '../case/case.js'
import type { AgentId, CaseId } from '../conversation/message.js'
import { DRAW_REASONS, type QualityScore, type Sample, type SampleId } from './quality.js'

interface QualityDayRow {
  day: string
  drawn_at: number
}

interface QualitySampleRow {
  id: SampleId
  case_id: CaseId
  agent_id: AgentId
  solved_at: number
  low_rated: 0 | 1
  reopened: 0 | 1
  long: 0 | 1
  day: string
  week: string
}

interface QualityScoreRow {
  sample_id: SampleId
  scorer_id: AgentId
  scorer_name: string
  speed: Score
  attitude: Score
  effect: Score
  suggested_speed: Score | null
  words: string
  at: number
  seen_at: number | null
  answer: string | null
  answered_at: number | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    quality_day: QualityDayRow
    quality_sample: QualitySampleRow
    quality_score: QualityScoreRow
  }
}

/** @returns Whether nobody had drawn for this day before. */
export async function insertDay(db: Db, day: string, at: Instant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('quality_day')
    .values({ day, drawn_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function lastDay(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('quality_day')
    .select(({ fn }) => fn.max('day').as('last'))
    .executeTakeFirst()
  return row?.last ?? undefined
}

export async function insertSample(db: Db, sample: Sample): Promise<void> {
  const { id, caseId, agent, solvedAt, reasons, day, week } = sample
  const flag = (reason: Sample['reasons'][number]) => (reasons.includes(reason) ? 1 : 0)
  await db
    .insertInto('quality_sample')
    .values({
      id,
      case_id: caseId,
      agent_id: agent,
      solved_at: solvedAt,
      low_rated: flag('lowRated'),
      reopened: flag('reopened'),
      long: flag('long'),
      day,
      week,
    })
    .execute()
}

/** What was drawn of these cases, and how many for each agent in this week. */
export async function drawnBefore(
  db: Db,
  week: string,
): Promise<{
  readonly has: (caseId: CaseId, agent: AgentId) => boolean
  readonly counts: ReadonlyMap<AgentId, number>
}> {
  const [counts, all] = await Promise.all([
    db
      .selectFrom('quality_sample')
      .select('agent_id')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('week', '=', week)
      .groupBy('agent_id')
      .execute(),
    db.selectFrom('quality_sample').select(['case_id', 'agent_id']).execute(),
  ])
  const drawn = new Set(all.map((row) => `${row.case_id} ${row.agent_id}`))
  return {
    has: (caseId, agent) => drawn.has(`${caseId} ${agent}`),
    counts: new Map(counts.map((row) => [row.agent_id, row.count])),
  }
}

/** A sample with what lists say of it. */
export interface SampleLine extends Sample {
  readonly subject: string
  readonly score: QualityScore | null
}

export const SAMPLE_VIEWS = ['open', 'scored'] as const
export type SampleView = (typeof SAMPLE_VIEWS)[number]

const LIST_LIMIT = 200

function withScores(db: Db) {
  return db
    .selectFrom('quality_sample')
    .innerJoin('service_case', 'service_case.id', 'quality_sample.case_id')
    .leftJoin('quality_score', 'quality_score.sample_id', 'quality_sample.id')
    .selectAll('quality_sample')
    .selectAll('quality_score')
    .select('service_case.subject')
}

type LineRow = QualitySampleRow & {
  [Column in keyof QualityScoreRow]: QualityScoreRow[Column] | null
} & {
  subject: string
}

function rowToLine(row: LineRow): SampleLine {
  const flags = { lowRated: row.low_rated, reopened: row.reopened, long: row.long }
  return {
    id: row.id,
    caseId: row.case_id,
    agent: row.agent_id,
    solvedAt: row.solved_at,
    reasons: DRAW_REASONS.filter((reason) => flags[reason] === 1),
    day: row.day,
    week: row.week,
    subject: row.subject,
    score: rowToScore(row),
  }
}

function rowToScore(row: LineRow): QualityScore | null {
  const { speed, attitude, effect, scorer_id: scorer, scorer_name: scorerName, at } = row
  if (speed === null || attitude === null || effect === null) return null
  if (scorer === null || scorerName === null || at === null) return null
  return {
    scores: { speed, attitude, effect },
    suggestedSpeed: row.suggested_speed,
    words: row.words ?? '',
    scorer,
    scorerName,
    at,
    seenAt: row.seen_at,
    answer:
      row.answer === null || row.answered_at === null
        ? null
        : { words: row.answer, at: row.answered_at },
  }
}

/** Newest first. @param agent Only what this person did. */
export async function sampleLines(
  db: Db,
  view: SampleView,
  agent?: AgentId,
): Promise<readonly SampleLine[]> {
  let query = withScores(db)
    .where('quality_score.sample_id', view === 'open' ? 'is' : 'is not', null)
    .orderBy('quality_sample.day', 'desc')
    .orderBy('quality_sample.solved_at', 'desc')
    .limit(LIST_LIMIT)
  if (agent !== undefined) query = query.where('quality_sample.agent_id', '=', agent)
  return (await query.execute()).map(rowToLine)
}

export async function sampleById(db: Db, id: SampleId): Promise<SampleLine | undefined> {
  const row = await withScores(db).where('quality_sample.id', '=', id).executeTakeFirst()
  return row && rowToLine(row)
}

/** @returns Whether it was the first score; another one changes nothing. */
export async function insertScore(
  db: Db,
  id: SampleId,
  score: Omit<QualityScore, 'seenAt' | 'answer'>,
): Promise<boolean> {
  const { scores, suggestedSpeed, words, scorer, scorerName, at } = score
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('quality_score')
    .values({
      sample_id: id,
      scorer_id: scorer,
      scorer_name: scorerName,
      ...scores,
      suggested_speed: suggestedSpeed,
      words,
      at,
      seen_at: null,
      answer: null,
      answered_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function setSeen(db: Db, id: SampleId, at: Instant): Promise<void> {
  await db
    .updateTable('quality_score')
    .set({ seen_at: at })
    .where('sample_id', '=', id)
    .where('seen_at', 'is', null)
    .execute()
}

/** @returns Whether it was the agent's first answer; another one changes nothing. */
export async function setAnswer(
  db: Db,
  id: SampleId,
  words: string,
  at: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('quality_score')
    .set({ answer: words, answered_at: at })
    .where('sample_id', '=', id)
    .where('answer', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function countUnseen(db: Db, agent: AgentId): Promise<number> {
  const { count } = await db
    .selectFrom('quality_score')
    .innerJoin('quality_sample', 'quality_sample.id', 'quality_score.sample_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('quality_sample.agent_id', '=', agent)
    .where('seen_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

/** Means of one agent's conversations of one week, each from 1 to 5. */
export interface WeekMean {
  readonly agent: AgentId
  readonly week: string
  readonly count: number
  readonly speed: number
  readonly attitude: number
  readonly effect: number
}

/** By agent and week, oldest week first. @param from The first week, as its Monday. */
export async function weekMeans(
  db: Db,
  from: string,
  agent?: AgentId,
): Promise<readonly WeekMean[]> {
  let query = db
    .selectFrom('quality_score')
    .innerJoin('quality_sample', 'quality_sample.id', 'quality_score.sample_id')
    .select(['agent_id as agent', 'week'])
    .select(({ fn }) => [
      fn.countAll<number>().as('count'),
      fn.avg<number>('speed').as('speed'),
      fn.avg<number>('attitude').as('attitude'),
      fn.avg<number>('effect').as('effect'),
    ])
    .where('week', '>=', from)
    .groupBy(['agent_id', 'week'])
    .orderBy('week')
  if (agent !== undefined) query = query.where('agent_id', '=', agent)
  return query.execute()
}
