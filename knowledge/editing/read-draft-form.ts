import type { FormErrors } from '../../platform/ui/field.js'
import type { ReadField } from '../../platform/ui/read-form.js'
import { type ArticleFields, oneLine, TEXT_FIELDS, type TextField } from './article-fields.js'
import type { EditingWords } from './editing-words.js'

export interface DraftForm {
  readonly fields: ArticleFields
  readonly body: string
  readonly revision: number
}

/** Reads what was posted. Whatever it is, it can be stored as a draft. */
export function readDraftForm(read: ReadField): DraftForm {
  const texts = Object.fromEntries(TEXT_FIELDS.map((name) => [name, oneLine(read(name))]))
  const questions = read('questions')
    .split('\n')
    .map(oneLine)
    .filter((question) => question !== '')
  return {
    fields: { ...(texts as Record<TextField, string>), questions: [...new Set(questions)] },
    body: read('body').replaceAll('\r\n', '\n'),
    revision: readRevision(read('revision')),
  }
}

/** A revision that nothing has, where it is none. */
export function readRevision(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : -1
}

const SLUG = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What must be mended before it can be published, by field. */
export function formErrors(fields: ArticleFields, words: EditingWords): FormErrors {
  const errors: Record<string, string> = {}
  if (fields.title === '') errors['title'] = words('error-title')
  if (!SLUG.test(fields.id)) errors['id'] = words('error-slug')
  if (!SLUG.test(fields.category)) errors['category'] = words('error-slug')
  if (fields.owner === '') errors['owner'] = words('error-owner')
  if (!isDay(fields.reviewBy)) errors['reviewBy'] = words('error-review')
  for (const name of ['validFrom', 'validUntil'] as const) {
    if (fields[name] !== '' && !isDay(fields[name])) errors[name] = words('error-day')
  }
  const { validFrom, validUntil } = fields
  if (validFrom !== '' && validUntil !== '' && validUntil < validFrom) {
    errors['validUntil'] = words('error-until')
  }
  if (fields.questions.length === 0) errors['questions'] = words('error-questions')
  return errors
}

export function isDay(text: string): boolean {
  return DAY.test(text) && !Number.isNaN(Date.parse(text))
}
