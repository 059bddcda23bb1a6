import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { Fault } from '../../platform/fault.js'
import type { Language } from '../../platform/language.js'
import { SIGNALS } from '../command.js'
import { CONTENT, checkWritable } from '../evaluate.js'
import { languageIn } from '../open-signals.js'
import type { ForeignCommand, ForeignDeps } from './foreign-command.js'
import { idSchema, languageSchema } from './foreign-schema.js'
import { readLines, shownProblems } from './read-lines.js'

const lineSchema = z.object(
  { id: idSchema, text: z.string('must be a text'), language: languageSchema },
  'it must be an object with "id" and "text"',
)

/** What the product hears in one text. */
export interface TextSignals {
  readonly id: string | number
  /** As which it was read. */
  readonly language: Language
  /** 0 to 1 for every signal; from 0.5 on it holds. */
  readonly signals: Readonly<Record<string, number>>
}

const HOLDS = 0.5
const DIGITS = 4

/**
 * Reads the signals of somebody else's texts with the reader of the chat.
 *
 * @throws {Fault} `bad-input` when no line can be used, or the output cannot be written.
 */
export async function signalsOfTexts(
  command: ForeignCommand,
  { openSignals, progress, print, complain }: ForeignDeps,
  signal: AbortSignal,
): Promise<void> {
  if (command.texts === null) {
    throw new Fault(
      'bad-input',
      `${SIGNALS} reads a file of texts. Name it: npm run evals -- ${SIGNALS} --texts FILE.jsonl --json OUT`,
    )
  }
  if (command.json !== null) await checkWritable(command.json)
  const { lines, problems } = await readLines(command.texts, lineSchema)
  for (const problem of shownProblems(problems)) complain(problem)
  await using opened = await openSignals(
    { contentFolder: command.content ?? CONTENT, dataFolder: command.data },
    progress,
    signal,
  )
  const onProgress = progress('texts')
  const read: TextSignals[] = []
  for (const { id, text, language: named } of lines) {
    signal.throwIfAborted()
    const language = languageIn(text, named)
    const strengths = await opened.signals.strengths(text, language, signal)
    read.push({ id, language, signals: rounded(strengths) })
    onProgress(read.length, lines.length)
  }
  print(drawSignals(opened.signals.names, read, problems.length))
  if (command.json !== null) await writeFile(command.json, listJson(read))
}

function rounded(strengths: ReadonlyMap<string, number>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    [...strengths].map(([name, strength]) => [name, Number(strength.toFixed(DIGITS))]),
  )
}

/** A JSON array with one element a line, which both programs and eyes can read. */
export function listJson(items: readonly object[]): string {
  return `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`
}

/** For each signal: how many texts hold it, its mean, and the text that has most of it. */
function drawSignals(
  names: readonly string[],
  read: readonly TextSignals[],
  unread: number,
): string {
  const width = Math.max(...names.map((name) => name.length))
  const rows = names.map((name) => {
    const strengths = read.map(({ id, signals }) => ({ id, strength: signals[name] ?? 0 }))
    const hold = strengths.filter(({ strength }) => strength >= HOLDS).length
    const mean = strengths.reduce((sum, { strength }) => sum + strength, 0) / strengths.length
    const most = strengths.reduce((a, b) => (b.strength > a.strength ? b : a))
    const strongest = `${most.strength.toFixed(2)} (${most.id})`
    return `${name.padEnd(width)}  ${String(hold).padStart(5)}  ${mean.toFixed(3)}  ${strongest}`
  })
  const left = unread === 0 ? '' : `, ${unread} left out`
  return [
    `signals: ${read.length} texts${left}`,
    '',
    `${''.padEnd(width)}  holds   mean  strongest`,
    ...rows,
  ].join('\n')
}
