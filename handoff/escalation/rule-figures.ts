import { DAY, type Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Case } from '../case/case.js'
import { pastTurns } from '../conversation/past-turns.js'

/** What a rule did in the last days, and what became of its cases. */
export interface RuleFigures {
  /** Turns that it decided. */
  readonly week: number
  readonly month: number
  /** Cases of the month that bear its name, by where they are. */
  readonly cases: Readonly<Record<CaseResult, number>>
  /** Mean of the customers' scores of these cases, 1 to 5; `null` when nobody gave one. */
  readonly score: number | null
}

export const CASE_RESULTS = ['solved', 'given-back', 'served', 'waiting'] as const
export type CaseResult = (typeof CASE_RESULTS)[number]

export const NO_FIGURES: RuleFigures = {
  week: 0,
  month: 0,
  cases: { solved: 0, 'given-back': 0, served: 0, waiting: 0 },
  score: null,
}

const RESULT_OF: Readonly<Record<Case['status'], CaseResult>> = {
  solved: 'solved',
  closed: 'solved',
  returned: 'given-back',
  assigned: 'served',
  waiting: 'waiting',
}

/** The figures of each rule that decided a turn or bears a case, by its id. */
export async function ruleFigures(
  db: Db,
  now: Instant,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, RuleFigures>> {
  const figures = new Map<string, RuleFigures>()
  const change = (rule: string, next: (before: RuleFigures) => RuleFigures) =>
    figures.set(rule, next(figures.get(rule) ?? NO_FIGURES))
  for await (const { trace, at } of pastTurns(db, now - 30 * DAY, signal)) {
    const [rule] = trace.rules
    if (rule === undefined) continue
    const isNew = at > now - 7 * DAY
    change(rule, (before) => ({
      ...before,
      week: before.week + (isNew ? 1 : 0),
      month: before.month + 1,
    }))
  }
  for (const { rule, status, count } of await countCases(db, now - 30 * DAY)) {
    const result = RESULT_OF[status]
    change(rule, (before) => ({
      ...before,
      cases: { ...before.cases, [result]: before.cases[result] + count },
    }))
  }
  for (const { rule, score } of await meanScores(db, now - 30 * DAY)) {
    change(rule, (before) => ({ ...before, score }))
  }
  return figures
}

function countCases(db: Db, since: Instant) {
  return db
    .selectFrom('service_case')
    .select(['rule', 'status'])
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('opened_at', '>', since)
    .groupBy(['rule', 'status'])
    .execute()
}

/** Every answer counts, also the one that brought a case back. */
async function meanScores(db: Db, since: Instant) {
  const rows = await db
    .selectFrom('service_case')
    .innerJoin('survey_case', 'survey_case.case_id', 'service_case.id')
    .innerJoin('survey_answer', 'survey_answer.survey_id', 'survey_case.survey_id')
    .select('service_case.rule')
    .select(({ fn }) => [
      fn.avg<number>('survey_answer.speed').as('speed'),
      fn.avg<number>('survey_answer.attitude').as('attitude'),
      fn.avg<number>('survey_answer.solution').as('solution'),
    ])
    .where('service_case.opened_at', '>', since)
    .groupBy('service_case.rule')
    .execute()
  return rows.map(({ rule, speed, attitude, solution }) => ({
    rule,
    score: (speed + attitude + solution) / 3,
  }))
}
