import { z } from 'zod'
import type { Language } from '../../platform/language.js'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import type { ParsePage } from '../handbook/parse-page.js'
import { createProblemList } from '../handbook/problem-list.js'
import { readPage } from '../handbook/read-pages.js'

/** Red is left out: on the pages it says late or unsafe. */
export const TAG_COLOURS = ['grey', 'blue', 'green', 'amber', 'violet', 'yellow'] as const
export type TagColour = (typeof TAG_COLOURS)[number]

/** A word about a customer that the centre has agreed upon. Source: T11. */
export interface Tag {
  /** What is stored; it stays when the words change. */
  readonly id: string
  readonly colour: TagColour
  readonly words: Readonly<Record<Language, string>>
}

const WORDS = z.string().trim().min(1, 'Write the words').max(20, 'Write at most 20 characters')

const FRONT_MATTER = z.strictObject({
  tags: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'Write small letters, digits and hyphens'),
        colour: z.enum(TAG_COLOURS),
        'zh-Hans': WORDS,
        'zh-Hant': WORDS,
        en: WORDS,
      }),
    )
    .superRefine((tags, context) => {
      for (const [index, { id }] of tags.entries()) {
        if (tags.findIndex((tag) => tag.id === id) === index) continue
        const message = `${id} is there twice. Give one of them another id`
        context.addIssue({ code: 'custom', path: [index, 'id'], message })
      }
    }),
})

/**
 * Reads `content/handbook/tags.md`.
 *
 * @returns In the order of the file, in which agents choose from them.
 * @throws {Fault} `misconfigured` with every problem and its line.
 */
export async function loadTags(file: string, parse?: ParsePage): Promise<readonly Tag[]> {
  const problems = createProblemList(file)
  const checked = checkFrontMatter(await readPage(file, parse), FRONT_MATTER, problems)
  problems.throwIfAny()
  if (!checked) throw new Error('A problem of the tags was not reported.')
  return checked.value.tags.map(({ id, colour, ...words }) => ({ id, colour, words }))
}
