import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { systemClock } from '../platform/clock.js'
import { Fault, reasonOf } from '../platform/fault.js'
import { isLanguage, LANGUAGES, type Language } from '../platform/language.js'
import { createLog } from '../platform/log.js'
import { problemText } from './article/problem.js'
import { findingText } from './check/check-words.js'
import { type EmbedderChoice, openEmbedder, readEmbedderChoice } from './embed/embedder-choice.js'
import { explainFound, explanationAsJson, foundAsJson, foundAsText } from './explain-found.js'
import type { IndexProgress, Knowledge } from './knowledge.js'
import { isMeasure, MEASURES, tellMeasure } from './measure/tell-measure.js'
import { openKnowledge } from './open-knowledge.js'
import { detectLanguage } from './search/question/detect-language.js'

export const HELP = `Usage: npm run knowledge -- <command> [options]

  check            reads all articles and tells what is wrong with them, alone and together;
                   with --model also which questions take those of other articles
  index            brings the index up to date, vectors included
  ask "question"   searches as the chat does, and shows what would be answered
  measure          asks the articles' own questions, each left out in turn, and tells how many
                   are found and how far the probability can be trusted
  sentences        tells how often the sentences said are those of handbook/labelled-sentences.jsonl,
                   and fits the weights by which they are chosen
  follow-ups       tells how the messages of handbook/labelled-follow-ups.jsonl are understood after
                   an answer, and fits what that is told by; with --words, by words alone
  calibrate        tells how true the probability is, by labelled questions, and what each error
                   budget of handbook/error-budgets.md costs in answers not given

Options
  --content DIR    a folder that holds articles/, or any folder of markdown (content)
  --data DIR       where the index is kept (.kefu, or $KEFU_DATA)
  --language TAG   ${LANGUAGES.join(', ')}; worked out from the question when not given
  --audience WHO   customer, or agent for articles that customers do not see (customer)
  --model          lets the check compare meanings too, for which it brings the index up to date
  --words          searches without the embedding model
  --json           prints one line of JSON
  --explain        also shows terms, both lists and what each feature adds to the probability
  --help           shows this

The exit code is 1 when the check finds errors, 2 when the command is not understood.
`

/** Where a command writes; progress and complaints go to `err`. */
export interface Output {
  out(text: string): void
  err(text: string): void
}

const COMMANDS = ['check', 'index', 'ask', ...MEASURES] as const

interface Command {
  readonly name: (typeof COMMANDS)[number]
  readonly question: string
  readonly content: string
  readonly data: string
  /** `null` for words alone. */
  readonly embedder: EmbedderChoice | null
  readonly language: Language | null
  readonly audience: 'customer' | 'agent'
  readonly json: boolean
  readonly explain: boolean
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
    output.err(`${reasonOf(cause)}\nSee npm run knowledge -- --help.\n`)
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
  const [name, ...rest] = positionals
  if (values.help || name === undefined || name === 'help') return 'help'
  if (!isCommand(name)) {
    throw new Fault(
      'bad-input',
      `Unknown command ${JSON.stringify(name)}. Use one of ${COMMANDS.join(', ')}.`,
    )
  }
  const question = rest.join(' ').trim()
  if (name === 'ask' && question === '') {
    throw new Fault('bad-input', 'There is no question. Write it after ask, between quotes.')
  }
  if (name !== 'ask' && rest.length > 0) {
    throw new Fault(
      'bad-input',
      `${name} takes no ${JSON.stringify(rest[0])}. Name the folder with --content.`,
    )
  }
  const { language, audience = 'customer' } = values
  if (language !== undefined && !isLanguage(language)) {
    throw new Fault(
      'bad-input',
      `--language is ${JSON.stringify(language)}. Use one of ${LANGUAGES.join(', ')}.`,
    )
  }
  if (audience !== 'customer' && audience !== 'agent') {
    throw new Fault(
      'bad-input',
      `--audience is ${JSON.stringify(audience)}. Use customer or agent.`,
    )
  }
  return {
    name,
    question,
    content: values.content ?? 'content',
    data: values.data ?? env.KEFU_DATA ?? '.kefu',
    embedder: (name === 'check' && !values.model) || values.words ? null : readEmbedderChoice(env),
    language: language ?? null,
    audience,
    json: values.json ?? false,
    explain: values.explain ?? false,
  }
}

function isCommand(name: string): name is Command['name'] {
  return COMMANDS.some((each) => each === name)
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        content: { type: 'string' },
        data: { type: 'string' },
        language: { type: 'string' },
        audience: { type: 'string' },
        words: { type: 'boolean' },
        model: { type: 'boolean' },
        json: { type: 'boolean' },
        explain: { type: 'boolean' },
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
    await using knowledge = await openKnowledge(
      {
        contentFolder: command.content,
        dataFolder: command.data,
        embedder,
        clock: systemClock,
        log,
        watch: false,
        learns: command.name !== 'check',
        // A folder of ours says so by its shape; there a file without front matter is a mistake.
        plain: existsSync(join(command.content, 'articles')) ? 'refuse' : 'allow',
        onProgress: progressWriter(output),
      },
      signal,
    )
    if (command.name === 'check') return await check(knowledge, command, output, signal)
    if (command.name === 'index') {
      await knowledge.settle()
      return index(knowledge, command, output)
    }
    await knowledge.complete()
    if (isMeasure(command.name)) {
      const onProgress = (done: number, total: number) =>
        output.err(`embedding ${done} of ${total}\n`)
      const deps = { ...command, embedder, log, onProgress }
      output.out(await tellMeasure(command.name, knowledge, deps, signal))
      return 0
    }
    return await ask(knowledge, command, output, signal)
  } finally {
    await embedder?.[Symbol.asyncDispose]()
  }
}

async function check(
  knowledge: Knowledge,
  { json }: Command,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  await knowledge.complete()
  const problems = knowledge.problems()
  const findings = await knowledge.findings(signal)
  const errors = [...problems, ...findings].filter(({ level }) => level === 'error').length
  const articles = knowledge.articles().length
  if (json) output.out(`${JSON.stringify({ articles, errors, problems, findings })}\n`)
  else {
    for (const problem of problems) output.out(`${problemText(problem)}\n`)
    for (const finding of findings) if (!finding.seen) output.out(`${findingText(finding)}\n`)
    const warnings = problems.filter(({ level }) => level === 'warning').length
    const advice = findings.filter(({ level, seen }) => level === 'advice' && !seen).length
    const told = `${articles} articles, ${errors} errors, ${warnings} warnings`
    output.out(advice === 0 ? `${told}.\n` : `${told}, ${advice} pieces of advice.\n`)
  }
  return errors > 0 ? 1 : 0
}

function index(knowledge: Knowledge, { json }: Command, output: Output): number {
  const { done, total } = knowledge.progress()
  const articles = knowledge.articles().length
  if (json) output.out(`${JSON.stringify({ articles, vectors: done, texts: total })}\n`)
  else output.out(`${articles} articles, ${done} of ${total} texts have their vector.\n`)
  return 0
}

async function ask(
  knowledge: Knowledge,
  { question, language, audience, json, explain }: Command,
  output: Output,
  signal: AbortSignal,
): Promise<number> {
  const asked = language ?? detectLanguage(question, 'zh-Hans')
  const found = await knowledge.ask(question, { language: asked, audience }, signal)
  const explanation = explain ? { explanation: explanationAsJson(found) } : {}
  if (json) output.out(`${JSON.stringify({ ...foundAsJson(found), ...explanation })}\n`)
  else output.out(foundAsText(found))
  if (explain && !json) output.out(explainFound(found))
  return 0
}

/** Tells long work once a second; short work goes by in silence. */
function progressWriter({ err }: Output): (progress: IndexProgress) => void {
  let next = performance.now() + 1_000
  return ({ step, done, total }) => {
    if (performance.now() < next || step === 'ready') return
    next = performance.now() + 1_000
    err(`${step} ${done} of ${total}\n`)
  }
}
