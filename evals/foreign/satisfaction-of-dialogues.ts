import { writeFile } from 'node:fs/promises'
import { z } from 'zod'
import {
  type Dialogue,
  MOST_TURNS,
  openSatisfactionReader,
  SATISFACTION_CLASSES,
  type SatisfactionClass,
  satisfactionWords,
} from '../../handoff/index.js'
import { Fault } from '../../platform/fault.js'
import { SATISFACTION } from '../command.js'
import { CONTENT, checkWritable } from '../evaluate.js'
import { languageIn } from '../open-signals.js'
import type { ForeignCommand, ForeignDeps } from './foreign-command.js'
import { idSchema, languageSchema } from './foreign-schema.js'
import { readLines, shownProblems } from './read-lines.js'
import { listJson } from './signals-of-texts.js'

const SIDES = ['customer', 'service'] as const

const lineSchema = z.object(
  {
    id: idSchema,
    turns: z.array(
      z.object(
        { from: z.string('must be "customer" or "service"'), text: z.string('must be a text') },
        'must be an object with "from" and "text"',
      ),
      'must be a list of {"from", "text"}',
    ),
    language: languageSchema,
  },
  'it must be an object with "id" and "turns"',
)

type Line = z.infer<typeof lineSchema>

/** What the product makes of one dialogue. */
export interface DialogueSatisfaction {
  readonly id: string | number
  /** −2 to 2. */
  readonly score: number
  readonly class: SatisfactionClass
  /** In the words of the dialogue's language, the weightiest first. */
  readonly reasons: readonly string[]
  /** Of each class; they add up to 1. */
  readonly probabilities: Readonly<Record<SatisfactionClass, number>>
}

const DIGITS = 3

/**
 * Judges somebody else's dialogues by the product's own model.
 *
 * @throws {Fault} `bad-input` when no line can be used, or the output cannot be written.
 */
export async function satisfactionOfDialogues(
  command: ForeignCommand,
  { openSignals, progress, print, complain }: ForeignDeps,
  signal: AbortSignal,
): Promise<void> {
  if (command.dialogues === null) {
    throw new Fault('bad-input', `Name a file: npm run evals -- ${SATISFACTION} --dialogues FILE`)
  }
  if (command.json !== null) await checkWritable(command.json)
  const { lines, problems } = await readLines(command.dialogues, lineSchema)
  for (const text of shownProblems([...problems, ...lines.flatMap(oddities)])) complain(text)
  await using opened = await openSignals(
    { contentFolder: command.content ?? CONTENT, dataFolder: command.data },
    progress,
    signal,
  )
  const reader = await openSatisfactionReader(opened, signal)
  const onProgress = progress('dialogues')
  const judged: DialogueSatisfaction[] = []
  for (const line of lines) {
    signal.throwIfAborted()
    const turns = turnsOf(line)
    const said = turns.filter(({ from }) => from === 'customer').map(({ text }) => text)
    const language = languageIn(said.join('\n'), line.language)
    const read = await reader.read(turns, language, signal)
    const words = satisfactionWords(language)
    judged.push({
      id: line.id,
      score: rounded(read.score),
      class: read.class,
      reasons: read.reasons.map((reason) => words(reason)),
      probabilities: {
        dissatisfied: rounded(read.probabilities.dissatisfied),
        neutral: rounded(read.probabilities.neutral),
        satisfied: rounded(read.probabilities.satisfied),
      },
    })
    onProgress(judged.length, lines.length)
  }
  print(drawSatisfaction(judged, problems.length))
  if (command.json !== null) await writeFile(command.json, listJson(judged))
}

/** A turn of nobody we know, such as a system's, is neither the customer nor who serves them. */
function turnsOf({ turns }: Line): Dialogue {
  return turns.flatMap(({ from, text }) => {
    const side = SIDES.find((name) => name === from)
    return side === undefined ? [] : [{ from: side, text }]
  })
}

/** What is read otherwise than its writer may think. */
function oddities({ id, turns }: Line): readonly string[] {
  const unknown = turns
    .map(({ from }) => from)
    .filter((from) => SIDES.every((side) => side !== from))
  const names = [...new Set(unknown)].map((name) => JSON.stringify(name)).join(', ')
  return [
    ...(unknown.length === 0
      ? []
      : [`${id}: ${unknown.length} turns from ${names} are left out; write customer or service.`]),
    ...(turns.length > MOST_TURNS
      ? [`${id}: of ${turns.length} turns the last ${MOST_TURNS} are read.`]
      : []),
  ]
}

function rounded(value: number): number {
  return Number(value.toFixed(DIGITS))
}

/** How many are in each class, and what was most often the reason. */
function drawSatisfaction(judged: readonly DialogueSatisfaction[], unread: number): string {
  const left = unread === 0 ? '' : `, ${unread} left out`
  const mean = judged.reduce((sum, { score }) => sum + score, 0) / judged.length
  const rows = SATISFACTION_CLASSES.map((name) => {
    const own = judged.filter((one) => one.class === name)
    const percent = ((100 * own.length) / judged.length).toFixed(1)
    const reasons = commonest(own.flatMap((one) => one.reasons)).join(', ')
    return `${name.padEnd(12)}  ${String(own.length).padStart(9)}  ${percent.padStart(5)} %  ${reasons}`
  })
  return [
    `satisfaction: ${judged.length} dialogues${left}, mean score ${mean.toFixed(2)} of −2 to 2`,
    '',
    `${''.padEnd(12)}  dialogues    share  most often since`,
    ...rows,
  ].join('\n')
}

const SHOWN_REASONS = 3

function commonest(reasons: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  return [...counts]
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, SHOWN_REASONS)
    .map(([reason, count]) => `${reason} (${count})`)
}
