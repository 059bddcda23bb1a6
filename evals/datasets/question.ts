import { z } from 'zod'
import { type Language, matchLanguage } from '../../platform/language.js'

const text = (wanted: string) => z.string(wanted).trim().min(1, wanted)

/** What every line of every dataset has. */
export const messageSchema = z.object({
  id: text('must be a text that names the line'),
  text: text('must be what the customer writes'),
  lang: z.unknown().optional(),
})

/** One thing that a customer asks, and the articles that answer it. */
export const questionSchema = messageSchema.extend({
  /** Article ids of which each one answers the question, the best first; empty when none does. */
  gold: z.array(
    text('must be article ids'),
    'must be a list of article ids, empty when none answers',
  ),
  /** How it stands apart from others, such as `near`, `far` or `cross`; each suite knows its own. */
  kind: z.unknown().optional(),
})

export type Question = z.infer<typeof questionSchema>

/**
 * The language of a line: the one it names, when we speak it, else that of its words.
 *
 * @param lang As in the dataset: `zh-Hans`, `zh-TW`, `en` and their like, or nothing.
 */
export function languageOf(
  { text, lang }: { readonly text: string; readonly lang?: unknown },
  detectLanguage: (text: string) => Language,
): Language {
  return (typeof lang === 'string' ? matchLanguage(lang) : undefined) ?? detectLanguage(text)
}

/** Whether only articles in another language answer it, so that it is measured on its own. */
export function crossesLanguages({ kind }: { readonly kind?: unknown }): boolean {
  return kind === 'cross'
}
