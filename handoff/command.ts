import { join } from 'node:path'
import { parseArgs } from 'node:util'
import {
  type Embedder,
  type EmbedderChoice,
  keepPassages,
  openEmbedder,
  openKnowledge,
  readEmbedderChoice,
} from '../knowledge/index.js'
import { systemClock } from '../platform/clock.js'
import { Fault, reasonOf } from '../platform/fault.js'
import { createLog } from '../platform/log.js'
import { checkHandbook } from './escalation/check-handbook.js'
import { measureRephrased } from './escalation/measure-rephrased.js'
import type { Embed } from './signal/embed-sentences.js'
import { questionsIn } from './signal/ordinary-questions.js'
import {
  contradictionRow,
  ordinaryRows,
  QUALITY_HEAD,
  qualityRow,
  reportSignals,
} from './signal/quality-table.js'

export const HELP = `Usage: npm run handoff -- <command> [options]

  check            reads all rules, signals, departments, plans for emergencies and replies, tries
                   the rules' own examples with the signal reader of the chat, looks up the teams
                   and articles that they name, and tells what is wrong
  signals          tells how well each signal is told, by sentences that were held out; which
                   ordinary questions of the articles it takes for its own; and which of its
                   sentences contradict one another
  rephrased        tells how often two questions are taken for the same, by the articles' own

Options
  --content DIR    the folder that holds handbook/ and replies/ (content)
  --data DIR       where vectors and what was learned are kept (.kefu, or $KEFU_DATA)
  --words          checks without the embedding model; examples are tried by words alone
  --json           prints one line of JSON
  --help           shows this

The exit code is 1 when the check finds errors, 2 when the command is not understood.
`

/** Where a command writes; progress and complaints go to `err`. */
export interface Output {
  out(text: string): void
  err(text: string): void
}

const COMMANDS = ['check', 'signals', 'rephrased'] as const

interface Command {
  readonly name: (typeof COMMANDS)[number]
  readonly content: string
  readonly data: string
  /** `null` for words alone. */
  readonly embedder: EmbedderChoice | null
  readonly json: boolean
}

/** A command that cannot reach its model ends; a service waits. */
const RETRIES = 3

/** Runs one command. @returns The exit code. */
export async function runCommand(
  args: readonly string[],
  output: Output,
  signal: AbortSignal,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<number> {
  let command: Command | 'help'
  try {
    command = readCommand(args, env)
  } catch (cause) {
    output.err(`${reasonOf(cause)}\nSee npm run handoff -- --help.\n`)
    return 2
  }
  if (command === 'help') {
    output.out(HELP)
    return 0
  }
  try {
    return await carryOut(command, output, signal)
  } catch (cause) {
    if (signal.aborted) return 130
    if (!(cause instanceof Fault)) throw cause
    output.err(`${cause.message}\n`)
    return 1
  }
}

/** @throws {Fault} `bad-input` with what to write instead. */
function readCommand(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Command | 'help' {
  const { values, positionals } = parse(args)
  const [given, ...rest] = positionals
  if (values.help || given === undefined || given === 'help') return 'help'
  const name = COMMANDS.find((each) => each === given)
  if (name === undefined) {
    throw new Fault(
      'bad-input',
      `Unknown command ${JSON.stringify(given)}. Use one of ${COMMANDS.join(', ')}.`,
    )
  }
  if (rest.length > 0) {
    throw new Fault(
      'bad-input',
      `${name} takes no ${JSON.stringify(rest[0])}. Name the folder with --content.`,
    )
  }
  if (values.words && name !== 'check') {
    throw new Fault('bad-input', `${name} needs the model. Leave out --words.`)
  }
  return {
    name,
    content: values.content ?? 'content',
    data: values.data ?? env.KEFU_DATA ?? '.kefu',
    embedder: values.words ? null : readEmbedderChoice(env),
    json: values.json ?? false,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        content: { type: 'string' },
        data: { type: 'string' },
        words: { type: 'boolean' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (cause) {
    throw new Fault('bad-input', reasonOf(cause).split('. To specify')[0] ?? '', { cause })
  }
}

async function carryOut(command: Command, output: Output, signal: AbortSignal): Promise<number> {
  const log = createLog('warn')
  const deps = { clock: systemClock, log, retries: RETRIES }
  const embedder = command.embedder && (await openEmbedder(command.embedder, deps))
  try {
    const sentences = join(command.data, 'index', 'sentences.txt')
    const embed = embedder && keepPassages(embedder, sentences, log)
    if (command.name === 'check') return await check(command, embed, output, signal)
    if (embedder === null || embed === null) {
      throw new Fault('bad-input', `${command.name} needs the model. Leave out --words.`)
    }
    if (command.name === 'signals') return await signals(command, embed, output, signal)
    return await rephrased(command, embedder, embed, output, signal)
  } finally {
    await embedder?.[Symbol.asyncDispose]()
  }
}

async function check(
  { content, data, json }: Command,
  embed: Embed | null,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const checked = await checkHandbook(
    { content, embed, file: join(data, 'index', 'signals.json') },
    signal,
  )
  const { rules, examples, signals, plans, replies, problems } = checked
  if (json) output.out(`${JSON.stringify(checked)}\n`)
  else {
    for (const problem of problems) output.out(`${problem}\n`)
    output.out(
      `${rules} rules with ${examples} examples, ${signals} signals, ${plans} plans, ${replies} replies, ${problems.length} errors.\n`,
    )
  }
  return problems.length > 0 ? 1 : 0
}

async function signals(
  { content, json }: Command,
  embed: Embed,
  { out }: Output,
  signal: AbortSignal,
): Promise<number> {
  if (!json) out(`${QUALITY_HEAD}\n`)
  const contradicting: string[] = []
  const alarms: string[] = []
  const folder = join(content, 'handbook', 'signals')
  const questions = await questionsIn(content, signal)
  for await (const report of reportSignals(folder, questions, embed, signal)) {
    const { file, quality, ordinary, contradictions } = report
    if (json) {
      out(`${JSON.stringify({ name: file.name, quality, ordinary, contradictions })}\n`)
      continue
    }
    for (const each of quality) out(`${qualityRow(each, file.falseAlarms)}\n`)
    alarms.push(ordinaryRows(ordinary))
    if (contradictions.length === 0) continue
    contradicting.push(`${file.name}.md`, ...contradictions.map(contradictionRow))
  }
  if (json) return 0
  out(
    `\nOrdinary questions that articles answer and messages after an answer, each by a model that has not seen its article. How many are taken for the signal, of those whose article is not about it and that do not say it, and the worst ten:\n${alarms.join('\n')}\n`,
  )
  out(
    contradicting.length === 0
      ? '\nNo sentences contradict one another.\n'
      : `\nSentences that say nearly the same, on both sides:\n${contradicting.join('\n')}\n`,
  )
  return 0
}

async function rephrased(
  { content, data, json }: Command,
  embedder: Embedder,
  embed: Embed,
  { out }: Output,
  signal: AbortSignal,
): Promise<number> {
  const log = createLog('warn')
  const options = { contentFolder: content, dataFolder: data, clock: systemClock, log }
  await using knowledge = await openKnowledge({ ...options, embedder, watch: false }, signal)
  const measured = await measureRephrased(knowledge.articles(), embed, signal)
  if (json) {
    out(`${JSON.stringify(measured)}\n`)
    return 0
  }
  out('| likeness | pairs of one article, of 10,000 | pairs of two articles, of 10,000 |\n')
  out('|---|---|---|\n')
  for (const { likeness, sameArticle, otherArticle } of measured) {
    const [same, other] = [sameArticle, otherArticle].map((share) => (share * 10_000).toFixed(1))
    out(`| ${likeness} | ${same} | ${other} |\n`)
  }
  return 0
}
