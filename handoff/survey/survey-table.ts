import type { Db } from '../../platform/db/tables.js'
import type { Score } from '../case/case.js'
import type { CaseId } from '../conversation/message.js'

interface SurveyRow {
  case_id: CaseId
  round: number
  speed: Score
  attitude: Score
  solution: Score
  words: string
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    survey: SurveyRow
  }
}

/** What a customer thought of it, from 1 (very dissatisfied) to 5. Source: T12. */
export interface SurveyAnswer {
  readonly speed: Score
  readonly attitude: Score
  readonly solution: Score
  readonly words: string
}

/** @param round How often the case had come back before it was solved this time. */
export async function insertSurvey(
  db: Db,
  caseId: CaseId,
  round: number,
  answer: SurveyAnswer,
  at: number,
): Promise<void> {
  const { speed, attitude, solution, words } = answer
  await db
    .insertInto('survey')
    .values({ case_id: caseId, round, speed, attitude, solution, words, at })
    .execute()
}

/** The newest answer about a case. */
export async function latestSurvey(db: Db, caseId: CaseId): Promise<SurveyAnswer | null> {
  const row = await db
    .selectFrom('survey')
    .select(['speed', 'attitude', 'solution', 'words'])
    .where('case_id', '=', caseId)
    .orderBy('round', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}
