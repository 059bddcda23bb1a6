import { mean } from '../report/bootstrap.js'
import { everything, measureGroups } from '../report/figures.js'
import type { SuiteReport } from '../suite.js'

/** A report of one figure, made as a suite makes it: 1 for each question that was hit. */
export function suiteReport({
  suite,
  hits,
  ...other
}: {
  readonly suite: string
  readonly hits: readonly number[]
} & Partial<SuiteReport>): SuiteReport {
  return {
    suite,
    about: 'is it hit',
    timed: false,
    datasets: [{ name: 'own.jsonl', lines: hits.length, digest: 'd' }],
    ...measureGroups(
      hits,
      [everything],
      [{ name: 'hit', unit: 'percent', good: 'high', statistic: mean((hit: number) => hit) }],
    ),
    worst: [],
    notes: [],
    questions: hits.map((_, i) => ({ id: `q${i}` })),
    ...other,
  }
}
