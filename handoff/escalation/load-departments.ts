import { z } from 'zod'
import { LANGUAGES, type Language } from '../../platform/language.js'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import type { ParsePage } from '../handbook/parse-page.js'
import { createProblemList } from '../handbook/problem-list.js'
import { readPage } from '../handbook/read-pages.js'

/** A part of the company that answers for some categories of articles. Source: H5.2, Y5. */
export interface Department {
  readonly id: string
  readonly title: Readonly<Record<Language, string>>
  readonly categories: readonly string[]
}

const FRONT_MATTER = z.strictObject({
  departments: z
    .record(
      z.string(),
      z.strictObject({
        title: z.record(z.enum(LANGUAGES), z.string().trim().min(1, 'is empty. Name it')),
        categories: z.array(z.string()).min(1, 'is empty. Name a folder of articles'),
      }),
    )
    .transform((departments, context) => {
      const taken = new Map<string, string>()
      for (const [id, { categories }] of Object.entries(departments)) {
        for (const [index, category] of categories.entries()) {
          const other = taken.get(category)
          taken.set(category, id)
          if (other === undefined) continue
          const message = `${category} belongs to ${other} already. Give each category to one`
          context.addIssue({ code: 'custom', path: [id, 'categories', index], message })
        }
      }
      return Object.entries(departments).map(([id, rest]): Department => ({ id, ...rest }))
    }),
  source: z.array(z.string()).min(1, 'is empty. Name where it comes from, such as Y5'),
})

/**
 * Reads `content/handbook/departments.md`.
 *
 * @throws {Fault} `misconfigured` with every problem, its file and line.
 */
export async function loadDepartments(
  file: string,
  parse?: ParsePage,
): Promise<readonly Department[]> {
  const page = await readPage(file, parse)
  const problems = createProblemList(file)
  const checked = checkFrontMatter(page, FRONT_MATTER, problems)
  problems.throwIfAny()
  if (checked === undefined) throw new Error('A problem was not reported.')
  return checked.value.departments
}
