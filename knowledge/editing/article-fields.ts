import { parseDocument } from 'yaml'

/** The fields of front matter that hold one line of text, in the order in which they are written. */
export const TEXT_FIELDS = [
  'id',
  'title',
  'lang',
  'category',
  'service',
  'audience',
  'state',
  'owner',
  'reviewBy',
  'validFrom',
  'validUntil',
  'supersedes',
  'translates',
] as const

export type TextField = (typeof TEXT_FIELDS)[number]

/** What the form edits of the front matter. Empty text is a field that is not there. */
export interface ArticleFields extends Readonly<Record<TextField, string>> {
  readonly questions: readonly string[]
}

/** Reads the fields as far as they can be read: what is broken is empty, and the check tells it. */
export function readFields(head: string): ArticleFields {
  const value = valuesOf(head)
  const text = (name: string) => {
    const found = value[name]
    return typeof found === 'string' || typeof found === 'number' ? String(found) : ''
  }
  const questions = value['questions']
  return {
    ...(Object.fromEntries(TEXT_FIELDS.map((name) => [name, text(name)])) as Record<
      TextField,
      string
    >),
    questions: Array.isArray(questions) ? questions.map(String) : [],
  }
}

function valuesOf(head: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parseDocument(head).toJS({ maxAliasCount: 0 })
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** One line, as front matter and lists of questions hold it. */
export function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim()
}
