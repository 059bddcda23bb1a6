import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { Fault } from '../../platform/fault.js'

/** Below the content folder. */
export const SENTENCE_LABELS_FILE = join('handbook', 'labelled-sentences.jsonl')

const lineSchema = z.object({
  article: z.string().min(1),
  text: z.string().trim().min(1),
  follows: z.boolean().default(false),
  says: z.array(z.string()).min(1),
  also: z.array(z.string()).default([]),
})

/** A question asked of an article, and which of its sentences answer it. */
export interface SentenceLabel {
  /** Its id. */
  readonly article: string
  readonly text: string
  /** Whether the article's opening was said before. */
  readonly follows: boolean
  /** Sentences, items or rows as they stand in the file; each answers best. */
  readonly says: readonly string[]
  /** What may be said beside them. */
  readonly also: readonly string[]
}

/**
 * Reads which sentences a team chose: one JSON object a line, `{"article", "text", "says"}`, with
 * `also` and `follows` where they are needed. A first line with `_about` says where they come from.
 *
 * @throws {Fault} `not-found` without the file, `bad-input` with the first line that cannot be read.
 */
export async function readSentenceLabels(contentFolder: string): Promise<readonly SentenceLabel[]> {
  const file = join(contentFolder, SENTENCE_LABELS_FILE)
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Fault('not-found', `${file} cannot be read. It holds which sentences answer.`)
  })
  return text.split('\n').flatMap((source, i): readonly SentenceLabel[] => {
    if (source.trim() === '' || (i === 0 && source.includes('"_about"'))) return []
    try {
      return [lineSchema.parse(JSON.parse(source))]
    } catch {
      throw new Fault(
        'bad-input',
        `${SENTENCE_LABELS_FILE}:${i + 1} cannot be read. Write {"article": "id", "text": "the question", "says": ["a sentence of the article"]}.`,
      )
    }
  })
}
