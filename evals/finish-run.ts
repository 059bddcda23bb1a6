import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Instant } from '../platform/clock.js'
import { reasonOf } from '../platform/fault.js'
import type { Command } from './command.js'
import { comparableReport } from './compare/comparable-report.js'
import { nameOf } from './compare/compare-command.js'
import { compareRuns, type SuiteComparison } from './compare/compare-runs.js'
import { tellComparison } from './compare/tell-comparison.js'
import { CONTENT } from './evaluate.js'
import { codeFacts, contentFacts } from './keep/fingerprint.js'
import { keepRun, lastRun, originOf } from './keep/kept-run.js'
import { drawPage } from './page/draw-page.js'
import { junit } from './report/junit.js'
import { reportJson } from './report/report-json.js'
import { drawReport } from './report/table.js'
import type { SuiteReport } from './suite.js'

export interface FinishDeps {
  readonly print: (text: string) => void
  /** Told what went wrong beside the figures, which stand without it. */
  readonly complain: (text: string) => void
  readonly now: Instant
  /** Keeps runs and the page. */
  readonly out: string
  readonly codeFolder: string
}

/** Tells what was measured, writes the files asked for, compares with the last run and keeps this one. */
export async function finishRun(
  reports: readonly SuiteReport[],
  command: Pick<Command, 'json' | 'junit' | 'content'>,
  deps: FinishDeps,
): Promise<void> {
  for (const report of reports) deps.print(drawReport(report))
  if (command.json !== null) await writeFile(command.json, reportJson(reports))

  const content = await contentFacts(command.content ?? CONTENT)
  const origin = originOf(await codeFacts(deps.codeFolder), content, deps.now)
  const steady = reports.filter(({ timed }) => !timed)
  const last = await lastRun(deps.out, content, steady)
  const comparisons: readonly SuiteComparison[] =
    last === null ? [] : compareRuns(last.suites, steady.map(comparableReport))
  if (last !== null) {
    deps.print(`Since ${nameOf(last.newest)}\n\n${tellComparison(comparisons)}\n`)
  }
  if (command.junit !== null) await writeFile(command.junit, junit(reports, comparisons))

  try {
    await mkdir(deps.out, { recursive: true })
    const page = join(deps.out, 'report.html')
    const since = last?.newest.origin ?? null
    await writeFile(page, drawPage({ reports, comparisons, origin, since }))
    await keepRun(deps.out, origin, reports)
    deps.print(`The report is ${page}; the run is kept beside it.`)
  } catch (cause) {
    deps.complain(`The run was not kept: ${reasonOf(cause)}. Name another folder with --out.\n`)
  }
}
