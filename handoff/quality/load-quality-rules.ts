import { z } from 'zod'
import { LANGUAGES, type Language } from '../../platform/language.js'
import type { Score } from '../case/case.js'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import { DURATION } from '../handbook/duration.js'
import type { Page, ParsePage } from '../handbook/parse-page.js'
import { createProblemList, type ProblemList } from '../handbook/problem-list.js'
import { readPage } from '../handbook/read-pages.js'
import { CRITERIA, type Criterion, type QualityRules, SCORES } from './quality.js'

const WEIGHT = z.number().min(1, 'is less than 1, so such conversations would be drawn less often')
const SHARE = z.number().positive()

const FRONT_MATTER = z.strictObject({
  perAgentWeekly: z.int().min(0).max(100),
  weights: z.strictObject({ lowRated: WEIGHT, reopened: WEIGHT, long: WEIGHT }),
  longFrom: DURATION,
  speed: z
    .strictObject({ 5: SHARE, 4: SHARE, 3: SHARE, 2: SHARE })
    .refine((shares) => shares[5] < shares[4] && shares[4] < shares[3] && shares[3] < shares[2], {
      error: 'The share must grow from score 5 to score 2',
    }),
})

/**
 * Reads `content/handbook/quality.md`.
 *
 * @throws {Fault} `misconfigured` with every problem and its line.
 */
export async function loadQualityRules(file: string, parse?: ParsePage): Promise<QualityRules> {
  const problems = createProblemList(file)
  const page = await readPage(file, parse)
  const checked = checkFrontMatter(page, FRONT_MATTER, problems)
  const guidance = Object.fromEntries(
    CRITERIA.map((criterion) => [criterion, readGuidance(page, criterion, problems)]),
  ) as QualityRules['guidance']
  problems.throwIfAny()
  if (!checked) throw new Error('A problem of the quality rules was not reported.')
  return { ...checked.value, guidance }
}

/** A table with a row for each score, and a column for each language. */
function readGuidance(
  page: Page,
  criterion: Criterion,
  problems: ProblemList,
): QualityRules['guidance'][Criterion] {
  const section = page.sections.find(({ title }) => title === criterion)
  const entries = SCORES.map((score) => {
    const row = section?.rows.find(({ cells }) => cells[0] === String(score))
    const words = LANGUAGES.map((language, index) => [language, row?.cells[index + 1] ?? ''])
    if (words.some(([, text]) => text === '')) {
      const line = row?.line ?? section?.line ?? 1
      const message = `${criterion} has no words for score ${score} in every language. Write a row | ${score} | zh-Hans | zh-Hant | en | below the heading "${criterion}".`
      problems.add({ file: page.file, line, message })
    }
    return [score, Object.fromEntries(words) as Record<Language, string>] as const
  })
  return Object.fromEntries(entries) as Record<Score, Record<Language, string>>
}
