import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { LANGUAGES } from '../../platform/language.js'
import { AUDIENCES, SERVICES, STATES } from './article.js'

const text = (say: string) => z.string({ error: say }).trim().min(1, { error: say })
const choice = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  z.enum(choices, { error: `Write one of ${choices.join(', ')}.` })
const DAY = 'Write a day as 2026-11-23.'
const day = z
  .string({ error: DAY })
  .refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)), {
    error: DAY,
  })
const slug = z
  .string({ error: 'Write it in small letters, digits and hyphens, such as refund-time.' })
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: 'Write it in small letters, digits and hyphens, such as refund-time.',
  })

const schema = z.strictObject({
  id: slug,
  title: text('Write the title as text.'),
  lang: choice(LANGUAGES),
  category: slug,
  service: choice(SERVICES),
  audience: choice(AUDIENCES),
  state: choice(STATES),
  owner: text('Write who answers for the article, such as chen.chen.'),
  reviewBy: day,
  validFrom: day.optional(),
  validUntil: day.optional(),
  questions: z.array(text('Write each question as one line of text.'), {
    error: 'Write a list of at least five ways in which customers ask.',
  }),
  supersedes: slug.optional(),
  translates: slug.optional(),
})

export type FrontMatter = z.infer<typeof schema>

/** Something wrong at a line of the front matter, counted from its own first line. */
export interface FrontMatterProblem {
  readonly line: number
  readonly message: string
}

export type FrontMatterReading =
  | { readonly ok: true; readonly data: FrontMatter }
  | {
      readonly ok: false
      /** For a reader who asks less; `null` when it is no list of fields at all. */
      readonly raw: Readonly<Record<string, unknown>> | null
      readonly problems: readonly FrontMatterProblem[]
    }

/** Reads front matter, with all that is wrong at once. Aliases are refused: they can explode. */
export function readFrontMatter(yaml: string): FrontMatterReading {
  const lines = new LineCounter()
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false })
  const lineOf = (offset: number) => lines.linePos(offset).line
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      line: lineOf(error.pos[0]),
      message: `The front matter is not valid YAML: ${error.message}. Put text with a colon or quotes between quotes.`,
    }))
    return { ok: false, raw: null, problems }
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 0 })
  } catch {
    const message = 'The front matter uses aliases (*name), which are not read. Write it out.'
    return { ok: false, raw: null, problems: [{ line: 1, message }] }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    const message = 'The front matter is no list of fields. Write fields such as "title: …".'
    return { ok: false, raw: null, problems: [{ line: 1, message }] }
  }
  const read = schema.safeParse(value)
  if (read.success) return { ok: true, data: read.data }
  const problems = read.error.issues.map((issue) => {
    const field = issue.path.map(String).join('.')
    if (issue.code === 'unrecognized_keys') {
      const message = `Unknown field ${issue.keys.join(', ')}. Known are ${Object.keys(schema.shape).join(', ')}.`
      return { line: lineOfKey(issue.keys[0] ?? ''), message }
    }
    const found = issue.path.reduce<unknown>(
      (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
      value,
    )
    const state = found === undefined ? 'is missing' : `is ${JSON.stringify(found)}`
    const message = `The field ${field} ${state}. ${issue.message}`
    return { line: lineOfKey(issue.path[0] ?? ''), message }
  })
  return { ok: false, raw: value as Record<string, unknown>, problems }

  function lineOfKey(key: PropertyKey): number {
    const node = document.get(String(key), true) as { range?: readonly number[] } | undefined
    return node?.range?.[0] === undefined ? 1 : lineOf(node.range[0])
  }
}
