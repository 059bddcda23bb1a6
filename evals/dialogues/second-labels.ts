import { access } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readDataset } from '../datasets/read-dataset.js'
import { dialogueSchema, type LabelledDialogue } from './dialogue-line.js'

const secondSchema = dialogueSchema.pick({ id: true, score: true })

export type SecondScores = ReadonlyMap<string, LabelledDialogue['score']>

/**
 * The scores of a second reading of the same dialogues, in `second/` beside their file; empty where
 * nobody has read them twice.
 *
 * @throws {Fault} `bad-input` for what is no score.
 */
export async function secondScoresOf(file: string): Promise<SecondScores> {
  const second = join(dirname(file), 'second', basename(file))
  const isThere = await access(second).then(
    () => true,
    () => false,
  )
  if (!isThere) return new Map()
  const { lines } = await readDataset(second, secondSchema)
  return new Map(lines.map(({ id, score }) => [id, score]))
}
