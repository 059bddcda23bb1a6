import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../../platform/clock.js'
import type { ComparableSuite } from '../compare/compare-runs.js'
import { type ReadRun, type RunOrigin, readRun } from '../compare/read-run.js'
import { reportToJson } from '../report/report-json.js'
import type { SuiteReport } from '../suite.js'
import type { CodeFacts, ContentFacts } from './fingerprint.js'

/** Where a run comes from, as it is kept beside its figures. */
export function originOf(code: CodeFacts, content: ContentFacts, at: Instant): RunOrigin {
  return { ...code, at: new Date(at).toISOString(), content }
}

/** Writes a run into a folder, under its time and commit, so that names sort by age. */
export async function keepRun(
  folder: string,
  origin: RunOrigin,
  reports: readonly SuiteReport[],
): Promise<string> {
  await mkdir(folder, { recursive: true })
  const stamp = origin.at.replaceAll(/[:.]/g, '-')
  const file = join(folder, `${stamp}-${origin.commit?.slice(0, 7) ?? 'no-commit'}.json`)
  const suites = Object.fromEntries(reports.map((report) => [report.suite, reportToJson(report)]))
  await writeFile(file, `${JSON.stringify({ ...origin, suites })}\n`)
  return file
}

/** The last kept outcome of each suite; two suites may come from two runs. */
export interface LastRun {
  /** The newest of the runs that it is taken from. */
  readonly newest: ReadRun
  readonly suites: readonly ComparableSuite[]
}

/** Runs looked at before it is said that a suite has none: a week of them. */
const MOST_READ = 50

/**
 * Finds the last kept run of each suite over the same datasets and a content folder of the same
 * name. Files that are no runs are passed over.
 *
 * @returns `null` when there is none.
 */
export async function lastRun(
  folder: string,
  content: Pick<ContentFacts, 'name'>,
  reports: readonly SuiteReport[],
): Promise<LastRun | null> {
  const wanted = new Map(reports.map((report) => [report.suite, namesOf(report)]))
  const found: ComparableSuite[] = []
  let newest: ReadRun | null = null
  for (const name of (await runsIn(folder)).slice(0, MOST_READ)) {
    const run = await readRun(join(folder, name)).catch(() => null)
    if (run?.origin?.content.name !== content.name) continue
    for (const suite of run.suites) {
      if (wanted.get(suite.suite) !== namesOf(suite)) continue
      wanted.delete(suite.suite)
      found.push(suite)
      newest ??= run
    }
    if (wanted.size === 0) break
  }
  return newest && { newest, suites: found }
}

/** The newest first. */
async function runsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => [])
  return names.filter((name) => /^\d{4}-.*\.json$/.test(name)).toSorted((a, b) => (a < b ? 1 : -1))
}

function namesOf({ datasets }: Pick<ComparableSuite, 'datasets'>): string {
  return datasets.map(({ name }) => name).join(' ')
}
