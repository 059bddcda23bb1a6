import type { Language } from '../../platform/language.js'
import type { Day, Service } from '../article/article.js'
import { type ArticleFields, oneLine } from './article-fields.js'
import type { Writer } from './draft.js'

/** What is known of an article that is to be written. */
export interface NewDraft {
  readonly title: string
  readonly language: Language
  /** A folder of articles, such as `refunds`. */
  readonly category: string
  /** How customers asked. */
  readonly questions: readonly string[]
  /** Markdown; may be empty. */
  readonly body: string
  /** Where it comes from, such as the address of a case or of a group of questions. */
  readonly sources: readonly string[]
  /** Counts as having written it, so that somebody else publishes it. */
  readonly by: Writer
  /** `after-sales` when not given. */
  readonly service?: Service
  /** Id of the article in another language. */
  readonly translates?: string
}

/** An article is looked at again after half a year. */
const MONTHS_TO_REVIEW = 6

export function newFields(start: NewDraft, id: string, today: Day): ArticleFields {
  return {
    id,
    title: oneLine(start.title),
    lang: start.language,
    category: start.category,
    service: start.service ?? 'after-sales',
    audience: 'customer',
    state: 'published',
    owner: start.by.login,
    reviewBy: monthsAfter(today, MONTHS_TO_REVIEW),
    validFrom: '',
    validUntil: '',
    supersedes: '',
    translates: start.translates ?? '',
    questions: [...new Set(start.questions.map(oneLine))].filter((question) => question !== ''),
  }
}

/** The same day of a later month, or its last day. */
export function monthsAfter(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)))
    .toISOString()
    .slice(0, 10)
}
