import { LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { LANGUAGES } from '../../platform/language.js'
import { AUDIENCES, SERVICES, STATES } from './article.js'
import type { FormReason, Wanted } from './form-reason.js'

/** A rule's message is what the field must be. */
const text = (wanted: Wanted) => z.string({ error: wanted }).trim().min(1, { error: wanted })
const choice = <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
  z.enum(choices, { error: 'choice' satisfies Wanted })
const day = z
  .string({ error: 'day' satisfies Wanted })
  .refine((value) => /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(value)), {
    error: 'day' satisfies Wanted,
  })
const slug = z
  .string({ error: 'slug' satisfies Wanted })
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, { error: 'slug' satisfies Wanted })

/** The words that a field may have, where it may have only these. */
const CHOICES: Readonly<Record<string, readonly string[]>> = {
  lang: LANGUAGES,
  service: SERVICES,
  audience: AUDIENCES,
  state: STATES,
}

const schema = z.strictObject({
  id: slug,
  title: text('title'),
  lang: choice(LANGUAGES),
  category: slug,
  service: choice(SERVICES),
  audience: choice(AUDIENCES),
  state: choice(STATES),
  owner: text('owner'),
  reviewBy: day,
  validFrom: day.optional(),
  validUntil: day.optional(),
  questions: z.array(text('question'), { error: 'questions' satisfies Wanted }),
  supersedes: slug.optional(),
  translates: slug.optional(),
})

export type FrontMatter = z.infer<typeof schema>

/** Something wrong at a line of the front matter, counted from its own first line. */
export interface FrontMatterProblem {
  readonly line: number
  readonly reason: FormReason
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
      reason: { kind: 'not-yaml', said: error.message } as const,
    }))
    return { ok: false, raw: null, problems }
  }
  let value: unknown
  try {
    value = document.toJS({ maxAliasCount: 0 })
  } catch {
    return { ok: false, raw: null, problems: [{ line: 1, reason: { kind: 'aliases' } }] }
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, raw: null, problems: [{ line: 1, reason: { kind: 'no-fields' } }] }
  }
  const read = schema.safeParse(value)
  if (read.success) return { ok: true, data: read.data }
  const problems = read.error.issues.map((issue): FrontMatterProblem => {
    if (issue.code === 'unrecognized_keys') {
      const fields = issue.keys.join(', ')
      const known = Object.keys(schema.shape).join(', ')
      const line = lineOfKey(issue.keys[0] ?? '')
      return { line, reason: { kind: 'unknown-field', fields, known } }
    }
    const found = issue.path.reduce<unknown>(
      (at, key) => (at as Record<PropertyKey, unknown> | undefined)?.[key],
      value,
    )
    const field = issue.path.map(String).join('.')
    const reason: FormReason = {
      kind: 'field',
      field,
      found: found === undefined ? null : JSON.stringify(found),
      wanted: issue.message as Wanted,
      choices: (CHOICES[field] ?? []).join(', '),
    }
    return { line: lineOfKey(issue.path[0] ?? ''), reason }
  })
  return { ok: false, raw: value as Record<string, unknown>, problems }

  function lineOfKey(key: PropertyKey): number {
    const node = document.get(String(key), true) as { range?: readonly number[] } | undefined
    return node?.range?.[0] === undefined ? 1 : lineOf(node.range[0])
  }
}
