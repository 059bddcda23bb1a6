import { constants } from 'node:fs'
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Instant } from '../platform/clock.js'
import { Fault } from '../platform/fault.js'
import type { Command } from './command.js'
import { findSuites, suiteNames } from './find-suites.js'
import type { Progress } from './progress.js'
import { reportJson } from './report/report-json.js'
import { drawReport } from './report/table.js'
import type {
  KnowledgeDeps,
  PipelineDeps,
  Prepared,
  SignalDeps,
  Suite,
  SuiteReport,
} from './suite.js'

/** Where the articles are, and when it is. */
export interface OpenOptions {
  readonly contentFolder: string
  readonly dataFolder: string
  readonly now: Instant
}

export type Open<Deps> = (
  options: OpenOptions,
  progress: Progress,
  signal: AbortSignal,
) => Promise<Deps & AsyncDisposable>

export interface EvaluateDeps {
  readonly openKnowledge: Open<KnowledgeDeps>
  readonly openPipeline: Open<PipelineDeps>
  readonly openSignals: Open<SignalDeps>
  readonly progress: Progress
  readonly print: (text: string) => void
  readonly today: Instant
}

export const DATASETS = fileURLToPath(new URL('datasets', import.meta.url))
export const CONTENT = fileURLToPath(new URL('../content', import.meta.url))

/**
 * Runs the suites that the command names, or all, and reports them.
 *
 * All files are read before the product is opened, which takes long when nothing is indexed yet.
 *
 * @throws {Fault} `bad-input` for what the caller can mend: a name, a line of a dataset, a folder.
 */
export async function evaluate(
  command: Command,
  deps: EvaluateDeps,
  signal: AbortSignal,
): Promise<void> {
  const suites = await findSuites(command.suites.length > 0 ? command.suites : suiteNames())
  if (command.json !== null) await checkWritable(command.json)

  const heard = await prepare(
    suites.filter((suite) => suite.needs === 'signals'),
    command,
  )
  const simple = suites.filter((suite) => suite.needs === 'knowledge')
  const asked = suites.filter((suite) => suite.needs !== 'signals')
  await using folder = await dataFolder(command.data)
  const run = { ...deps, command, dataFolder: folder.path }
  const reports =
    simple.length === asked.length
      ? await runAll(await prepare(simple, command), deps.openKnowledge, run, signal)
      : await runAll(await prepare(asked, command), deps.openPipeline, run, signal)
  reports.push(...(await runAll(heard, deps.openSignals, run, signal)))

  for (const report of reports) deps.print(drawReport(report))
  if (command.json !== null) await writeFile(command.json, reportJson(reports))
}

/** The part of a suite that does not depend on what it needs. */
interface Runnable<Deps> extends Pick<Suite, 'name' | 'datasets'> {
  prepare(files: readonly string[]): Promise<Prepared<Deps>>
}

interface Run<Deps> {
  readonly suite: Runnable<Deps>
  readonly prepared: Prepared<Deps>
}

/** Reads and checks all files of all suites. */
async function prepare<Deps>(
  suites: readonly Runnable<Deps>[],
  command: Command,
): Promise<readonly Run<Deps>[]> {
  return Promise.all(
    suites.map(async (suite) => ({
      suite,
      prepared: await suite.prepare(filesOf(suite, command)),
    })),
  )
}

interface RunOptions extends Pick<EvaluateDeps, 'progress' | 'today'> {
  readonly command: Command
  readonly dataFolder: string
}

async function runAll<Deps>(
  runs: readonly Run<Deps>[],
  open: Open<Deps>,
  { progress, today, command, dataFolder }: RunOptions,
  signal: AbortSignal,
): Promise<SuiteReport[]> {
  if (runs.length === 0) return []
  await using product = await open(
    {
      contentFolder: command.content ?? CONTENT,
      dataFolder,
      now: askedAt(
        runs.flatMap(({ prepared }) => prepared.datasets),
        today,
      ),
    },
    progress,
    signal,
  )
  const reports: SuiteReport[] = []
  for (const { suite, prepared } of runs) {
    const result = await prepared.run(product, progress(suite.name), signal)
    const datasets = prepared.datasets.map(({ name, lines }) => ({ name, lines: lines.length }))
    reports.push({ suite: suite.name, datasets, ...result })
  }
  return reports
}

function filesOf(suite: Pick<Suite, 'datasets'>, { dataset }: Command): readonly string[] {
  return dataset === null ? suite.datasets.map((name) => join(DATASETS, name)) : [dataset]
}

/**
 * Noon in Beijing on the newest day that a dataset names, so that articles with dates answer alike
 * on whichever day the questions are asked again.
 */
export function askedAt(datasets: Prepared<unknown>['datasets'], today: Instant): Instant {
  const days = datasets.flatMap(({ header }) => header?.written ?? []).toSorted()
  const newest = days.at(-1)
  return newest === undefined ? today : Date.parse(`${newest}T12:00:00+08:00`)
}

/** The folder given, or one that is removed at the end. */
export async function dataFolder(
  given: string | null,
): Promise<{ path: string } & AsyncDisposable> {
  if (given !== null) return { path: given, async [Symbol.asyncDispose]() {} }
  const path = await mkdtemp(join(tmpdir(), 'kefu-evals-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}

/** Better known before the run than after it. */
export async function checkWritable(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK)
  } catch (cause) {
    throw new Fault(
      'bad-input',
      `--json ${file} cannot be written, since ${dirname(file)} is not a folder that may be written to. Make it, or name another.`,
      { cause },
    )
  }
}
