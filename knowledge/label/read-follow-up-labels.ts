import { join } from 'node:path'
import { z } from 'zod'
import { readLabelLines } from './read-label-lines.js'

/** Below the content folder. */
export const FOLLOW_UP_LABELS_FILE = join('handbook', 'labelled-follow-ups.jsonl')

const lineSchema = z.object({
  after: z.string().min(1),
  text: z.string().trim().min(1),
  gold: z.array(z.string()),
  signals: z.array(z.string()).default([]),
  played: z.boolean().default(false),
})

/** A message after an answer, and what answers it. */
export interface FollowUpLabel {
  /** Id of the article that was said before. */
  readonly after: string
  readonly text: string
  /** Ids of the articles that answer it; empty where none does. */
  readonly gold: readonly string[]
  /** Names of the handbook's signals that it says as well; mostly none. */
  readonly signals: readonly string[]
  /** Whether it stands in a whole conversation as customers write them, and comes as often as there. */
  readonly played: boolean
}

/**
 * Reads what messages after an answer mean: one JSON object a line, `{"after", "text", "gold"}`,
 * where it says any, `"signals"`, and for what was played, `"played": true`.
 *
 * @throws {Fault} As `readLabelLines`.
 */
export function readFollowUpLabels(contentFolder: string): Promise<readonly FollowUpLabel[]> {
  return readLabelLines(contentFolder, {
    file: FOLLOW_UP_LABELS_FILE,
    schema: lineSchema,
    holds: 'what messages after an answer mean',
    example:
      '{"after": "id of the article before", "text": "the message", "gold": ["ids of the articles that answer it"]}',
  })
}
