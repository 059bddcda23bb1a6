import type { SuiteReport } from '../suite.js'
import type { Estimate } from './bootstrap.js'

/** One column of figures: the number of questions, and each figure with its interval. */
type Column = Readonly<Record<string, number | Estimate | null>>

interface ReportJson {
  readonly suite: string
  readonly datasets: SuiteReport['datasets']
  /** Over all questions. */
  readonly totals: Column
  /** The same figures for parts of the questions, such as one language. */
  readonly groups: Readonly<Record<string, Column>>
  readonly notes: readonly string[]
  readonly questions: SuiteReport['questions']
}

/**
 * Writes reports as JSON text, without times or paths, so that equal runs give equal files.
 *
 * @returns One object for one suite; for several, an object of them by name.
 */
export function reportJson(reports: readonly SuiteReport[]): string {
  const [first, ...others] = reports.map(toJson)
  const whole =
    others.length === 0
      ? first
      : Object.fromEntries([first, ...others].map((report) => [report?.suite, report]))
  return `${JSON.stringify(whole, null, 2)}\n`
}

function toJson(report: SuiteReport): ReportJson {
  const { suite, datasets, notes, questions } = report
  const { all = {}, ...groups } = Object.fromEntries(
    Object.keys(report.groups).map((group) => [group, columnOf(report, group)]),
  )
  return { suite, datasets, totals: all, groups, notes, questions }
}

function columnOf({ groups, figures }: SuiteReport, group: string): Column {
  return {
    questions: groups[group] ?? 0,
    ...Object.fromEntries(figures.map(({ name, values }) => [name, values[group] ?? null])),
  }
}
