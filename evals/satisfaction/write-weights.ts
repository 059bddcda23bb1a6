import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { learnSatisfaction } from '../../handoff/index.js'
import { systemClock } from '../../platform/clock.js'
import { readDatasets } from '../datasets/read-dataset.js'
import { dialogueFiles, dialogueSchema } from '../dialogues/dialogue-line.js'
import { CONTENT, DATASETS } from '../evaluate.js'
import { openSignals } from '../open-signals.js'
import { progressOn } from '../progress.js'
import { readLabelled } from './read-labelled.js'

/**
 * Learns the weights of satisfaction from all labelled dialogues, and writes them beside the model:
 * `npx tsx evals/satisfaction/write-weights.ts [data folder]`.
 */
async function writeWeights(dataFolder: string, signal: AbortSignal): Promise<void> {
  const progress = progressOn(process.stderr)
  const files = dialogueFiles().map((name) => join(DATASETS, name))
  const datasets = await readDatasets(files, dialogueSchema)
  await using opened = await openSignals({ contentFolder: CONTENT, dataFolder }, progress, signal)
  const dialogues = datasets.flatMap(({ lines }) => lines)
  const read = await readLabelled(dialogues, opened, progress('dialogues'), signal)
  const learned = {
    learned: new Date(systemClock.now()).toISOString().slice(0, '2026-01-01'.length),
    from: Object.fromEntries(datasets.map(({ name, lines }) => [basename(name), lines.length])),
    model: learnSatisfaction(read),
  }
  const round = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toPrecision(DIGITS)) : value
  await writeFile(WEIGHTS, `${JSON.stringify(learned, round, 2)}\n`)
  process.stdout.write(`${WEIGHTS} is learned from ${read.length} dialogues.\n`)
}

const WEIGHTS = fileURLToPath(new URL('../../handoff/satisfaction/weights.json', import.meta.url))
/** More would differ from machine to machine without moving a judgement. */
const DIGITS = 4

await writeWeights(process.argv[2] ?? '.kefu', new AbortController().signal)
