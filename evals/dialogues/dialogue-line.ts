import { readdirSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { LANGUAGES } from '../../platform/language.js'

/** Why a customer left as they did, as labelled. */
export const LABELLED_REASONS = [
  'asked-again',
  'not-understood',
  'no-result',
  'long-wait',
  'passed-around',
  'broken-promise',
  'rude-service',
  'rules-refuse',
  'effort',
  'solved',
  'quick',
  'kind',
  'compensated',
  'informed',
] as const

/** A dialogue with the satisfaction that a reader gave it. */
export const dialogueSchema = z.object({
  id: z.string().min(1),
  language: z.enum(LANGUAGES),
  turns: z
    .array(z.object({ from: z.enum(['customer', 'service']), text: z.string().min(1) }))
    .min(1),
  score: z.union([z.literal(-2), z.literal(-1), z.literal(0), z.literal(1), z.literal(2)], {
    error: 'must be a whole number from -2 to 2',
  }),
  reasons: z.array(z.enum(LABELLED_REASONS)),
})

export type LabelledDialogue = z.infer<typeof dialogueSchema>

/** Our own dialogues: every `.jsonl` of this folder. */
export function dialogueFiles(): readonly string[] {
  const folder = fileURLToPath(new URL('.', import.meta.url))
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .map((name) => `../${basename(folder)}/${name}`)
    .toSorted()
}
