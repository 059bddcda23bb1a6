import type { Figure, QuestionMarks, SuiteReport } from '../suite.js'
import type { Estimate } from './bootstrap.js'

/** One column of figures: the number of questions, and each figure with its interval. */
type Column = Readonly<Record<string, number | Estimate | null>>

/** A report as it is written; `read-run.ts` reads what comparing needs of it. */
export interface ReportJson {
  readonly suite: string
  readonly datasets: SuiteReport['datasets']
  /** How each figure is read: its unit, which way is better, how it is made from the marks. */
  readonly measures: Readonly<Record<string, Pick<Figure, 'unit' | 'good' | 'mark'>>>
  /** Over all questions. */
  readonly totals: Column
  /** The same figures for parts of the questions, such as one language. */
  readonly groups: Readonly<Record<string, Column>>
  readonly notes: readonly string[]
  readonly questions: readonly ({ readonly id: string } & Partial<QuestionMarks>)[]
}

/**
 * Writes reports as JSON text, without times or paths, so that equal runs give equal files.
 *
 * Of several suites, one whose figures are of the machine is left out; asked for alone it is there.
 *
 * @returns One object for one suite; for several, an object of them by name.
 */
export function reportJson(reports: readonly SuiteReport[]): string {
  const [first, ...others] = reports
  if (others.length === 0) return textOf(first && reportToJson(first))
  const steady = reports.filter(({ timed }) => !timed)
  return textOf(Object.fromEntries(steady.map((report) => [report.suite, reportToJson(report)])))
}

function textOf(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

export function reportToJson(report: SuiteReport): ReportJson {
  const { suite, datasets, notes, questions, marks, figures } = report
  const { all = {}, ...groups } = Object.fromEntries(
    Object.keys(report.groups).map((group) => [group, columnOf(report, group)]),
  )
  return {
    suite,
    datasets,
    measures: Object.fromEntries(
      figures.map(({ name, unit, good, mark }) => [
        name,
        { unit, ...(good && { good }), ...(mark && { mark }) },
      ]),
    ),
    totals: all,
    groups,
    notes,
    questions: questions.map((question, i) => ({ ...question, ...marks[i] })),
  }
}

function columnOf({ groups, figures }: SuiteReport, group: string): Column {
  return {
    questions: groups[group] ?? 0,
    ...Object.fromEntries(figures.map(({ name, values }) => [name, values[group] ?? null])),
  }
}
