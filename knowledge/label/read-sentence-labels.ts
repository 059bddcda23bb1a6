import { join } from 'node:path'
import { z } from 'zod'
import { readLabelLines } from './read-label-lines.js'

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
 * `also` and `follows` where they are needed.
 *
 * @throws {Fault} As `readLabelLines`.
 */
export function readSentenceLabels(contentFolder: string): Promise<readonly SentenceLabel[]> {
  return readLabelLines(contentFolder, {
    file: SENTENCE_LABELS_FILE,
    schema: lineSchema,
    holds: 'which sentences answer',
    example: '{"article": "id", "text": "the question", "says": ["a sentence of the article"]}',
  })
}
