import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Knowledge, Problem } from '../../knowledge/index.js'
import { type Comparison, compareAnswers, withLabels } from '../../knowledge/pages.js'
import { Fault } from '../../platform/fault.js'
import type { Command } from '../command.js'
import { CONTENT, checkWritable, dataFolder, type Open } from '../evaluate.js'
import type { Progress } from '../progress.js'
import { contentAtRef } from './content-at-ref.js'
import { drawGate } from './gate-table.js'

/** What the gate needs of a content folder. */
export type GateKnowledge = Pick<
  Knowledge,
  'ask' | 'answerTests' | 'labels' | 'articles' | 'problems'
>

export interface GateDeps {
  readonly openGate: Open<GateKnowledge>
  readonly progress: Progress
  readonly print: (text: string) => void
  readonly today: number
}

/** What a change of the content does to answers. */
export interface GateResult extends Comparison {
  readonly base: string
  /** Ids of the articles that came, changed or went. */
  readonly changed: readonly string[]
  /** Lines of answer tests that cannot be read, so that nobody knows whether they hold. */
  readonly unreadable: readonly Problem[]
  /** Whether the change may go in. */
  readonly passes: boolean
}

/**
 * Compares the content of the working tree with that at a git ref: answer tests and labelled
 * questions, asked of both.
 *
 * @returns Whether every answer test holds in the working tree.
 * @throws {Fault} `bad-input` for what the caller can mend.
 */
export async function runGate(
  command: Command,
  deps: GateDeps,
  signal: AbortSignal,
): Promise<boolean> {
  const { base, json } = command
  if (base === null) {
    throw new Fault(
      'bad-input',
      'The gate compares the content with a git ref. Name one: npm run evals -- gate --base main',
    )
  }
  if (json !== null) await checkWritable(json)
  const content = command.content ?? CONTENT
  await using data = await dataFolder(command.data)
  const folder = await mkdtemp(join(tmpdir(), 'kefu-gate-'))
  try {
    await contentAtRef(content, base, folder, signal)
    const [old, fresh] = ['base', 'head'].map((name) => join(data.path, name))
    const open = (contentFolder: string, path = '') =>
      deps.openGate({ contentFolder, dataFolder: path, now: deps.today }, deps.progress, signal)
    await using before = await open(join(folder, 'content'), old)
    // So that only what changed is embedded.
    await copyVectors(old ?? '', fresh ?? '')
    await using after = await open(content, fresh)
    const asked = deps.progress('gate')
    const questions = withLabels([], after.labels())
    const tests = after.answerTests()
    const comparison = await compareAnswers(before, after, tests, questions, asked, signal)
    const result = gateResult(base, before, after, comparison)
    deps.print(drawGate(result))
    if (json !== null) await writeFile(json, `${JSON.stringify(result, null, 1)}\n`)
    return result.passes
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function gateResult(
  base: string,
  before: GateKnowledge,
  after: GateKnowledge,
  comparison: Comparison,
): GateResult {
  const unreadable = after
    .problems()
    .filter(({ level, file }) => level === 'error' && file.startsWith('answer-tests'))
  const fails = comparison.tests.some((test) => test.after.failures.length > 0)
  return {
    base,
    changed: changedIn(before, after),
    unreadable,
    passes: !fails && unreadable.length === 0,
    ...comparison,
  }
}

function changedIn(before: GateKnowledge, after: GateKnowledge): readonly string[] {
  const old = new Map(before.articles().map(({ id, digest }) => [id, digest]))
  const fresh = new Map(after.articles().map(({ id, digest }) => [id, digest]))
  const ids = new Set([...old.keys(), ...fresh.keys()])
  return [...ids].filter((id) => old.get(id) !== fresh.get(id)).sort()
}

/** Files that are not there are made anew. */
async function copyVectors(from: string, to: string): Promise<void> {
  await mkdir(join(to, 'index'), { recursive: true })
  for (const name of ['vectors.bin', 'tokens.bin']) {
    await copyFile(join(from, 'index', name), join(to, 'index', name)).catch(() => {})
  }
}
