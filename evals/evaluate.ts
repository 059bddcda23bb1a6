import { constants } from 'node:fs'
import { access, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Instant } from '../platform/clock.js'
import { Fault } from '../platform/fault.js'
import type { Command } from './command.js'
import { explainWorst } from './explain-worst.js'
import { findSuites, suiteNames } from './find-suites.js'
import type { Progress } from './progress.js'
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
  readonly today: Instant
}

export const DATASETS = fileURLToPath(new URL('datasets', import.meta.url))
export const CONTENT = fileURLToPath(new URL('../content', import.meta.url))

/**
 * Runs the suites that the command names, or all.
 *
 * All files are read before the product is opened, which takes long when nothing is indexed yet.
 *
 * @returns One report per suite: those on articles and bot in the order named, then those on
 *   signals.
 * @throws {Fault} `bad-input` for what the caller can mend: a name, the lines of all datasets, a
 *   folder.
 */
export async function evaluate(
  command: Command,
  deps: EvaluateDeps,
  signal: AbortSignal,
): Promise<readonly SuiteReport[]> {
  const suites = await findSuites(command.suites.length > 0 ? command.suites : suiteNames())
  if (command.json !== null) await checkWritable(command.json)
  if (command.junit !== null) await checkWritable(command.junit, '--junit')

  const simple = suites.filter((suite) => suite.needs === 'knowledge')
  const whole = suites.filter((suite) => suite.needs !== 'signals')
  const [heard, asked, asksArticles] = await allPrepared([
    prepare(
      suites.filter((suite) => suite.needs === 'signals'),
      command,
    ),
    prepare(whole, command),
    prepare(simple, command),
  ])
  await using folder = await dataFolder(command.data)
  const run = { ...deps, command, dataFolder: folder.path }
  return [
    ...(simple.length === whole.length
      ? await runAll(asksArticles, deps.openKnowledge, explainWorst, run, signal)
      : await runAll(asked, deps.openPipeline, explainWorst, run, signal)),
    ...(await runAll(heard, deps.openSignals, asItIs, run, signal)),
  ]
}

/** The part of a suite that does not depend on what it needs. */
interface Runnable<Deps> extends Pick<Suite, 'name' | 'about' | 'timed' | 'datasets'> {
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
  return allPrepared(
    suites.map(async (suite) => ({
      suite,
      prepared: await suite.prepare(filesOf(suite, command)),
    })),
  )
}

/** Waits for all, so that the mistakes of every file are told at once; each of them once. */
async function allPrepared<const Promises extends readonly Promise<unknown>[]>(
  promises: Promises,
): Promise<{ -readonly [Key in keyof Promises]: Awaited<Promises[Key]> }> {
  const settled = await Promise.allSettled(promises)
  const reasons = settled.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []))
  const unknown = reasons.find((reason) => !(reason instanceof Fault))
  if (unknown !== undefined) throw unknown
  const faults = reasons.filter((reason) => reason instanceof Fault)
  const lines = new Set(faults.flatMap(({ message }) => message.split('\n')))
  if (lines.size > 0) throw new Fault('bad-input', [...lines].join('\n'), { cause: faults[0] })
  return Promise.all(promises)
}

interface RunOptions extends Pick<EvaluateDeps, 'progress' | 'today'> {
  readonly command: Command
  readonly dataFolder: string
}

type Finish<Deps> = (
  report: SuiteReport,
  product: Deps,
  signal: AbortSignal,
) => Promise<SuiteReport>

const asItIs: Finish<SignalDeps> = async (report) => report

async function runAll<Deps>(
  runs: readonly Run<Deps>[],
  open: Open<Deps>,
  finish: Finish<Deps>,
  { progress, today, command, dataFolder }: RunOptions,
  signal: AbortSignal,
): Promise<readonly SuiteReport[]> {
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
    const { name, about, timed = false } = suite
    const result = await prepared.run(product, progress(name), signal)
    const datasets = prepared.datasets.map(({ name, lines, digest }) => ({
      name,
      lines: lines.length,
      digest,
    }))
    reports.push(await finish({ suite: name, about, timed, datasets, ...result }, product, signal))
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
export async function checkWritable(file: string, option = '--json'): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK)
  } catch (cause) {
    throw new Fault(
      'bad-input',
      `${option} ${file} cannot be written, since ${dirname(file)} is not a folder that may be written to. Make it, or name another.`,
      { cause },
    )
  }
}
