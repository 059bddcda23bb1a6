import type { SuiteReport } from '../suite.js'
import type { ComparableSuite } from './compare-runs.js'

/** A report of this process as it is compared, without writing and reading it. */
export function comparableReport(report: SuiteReport): ComparableSuite {
  const { suite, datasets, figures, questions, marks } = report
  return {
    suite,
    datasets,
    measures: Object.fromEntries(
      figures.map(({ name, unit, good, mark }) => [
        name,
        { unit, ...(good && { good }), ...(mark && { mark }) },
      ]),
    ),
    questions: questions.flatMap(({ id }, i) => {
      const own = marks[i]
      return own ? [{ id, ...own }] : []
    }),
  }
}
