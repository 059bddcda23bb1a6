import { HOUR, type Instant } from '../../platform/clock.js'
import type { Language } from '../../platform/language.js'
import type { Passage } from '../passage/passage.js'

/** Source: T2. */
export const SERVICES = ['pre-sales', 'in-sales', 'after-sales'] as const
export type Service = (typeof SERVICES)[number]

export const AUDIENCES = ['customer', 'agent'] as const
export type Audience = (typeof AUDIENCES)[number]

/** Source: H9.2. Only a published article answers. */
export const STATES = ['draft', 'in-review', 'published', 'archived'] as const
export type State = (typeof STATES)[number]

/** A calendar day as `2026-11-23`, so that text order is time order. */
export type Day = string

/** A link or picture, as it is written. */
export interface ArticleLink {
  readonly url: string
  /** From 1. */
  readonly line: number
}

/** One markdown file, as far as search and the pages must know it. */
export interface Article {
  readonly id: string
  readonly title: string
  readonly language: Language
  /** Its folder's name in our content; empty for a plain file at the top. */
  readonly category: string
  readonly service: Service | null
  readonly audience: Audience
  readonly state: State
  readonly owner: string | null
  /** The last day on which it answers without a new review. */
  readonly reviewBy: Day | null
  readonly validFrom: Day | null
  readonly validUntil: Day | null
  /** How customers say it. */
  readonly questions: readonly string[]
  /** Id of the article that this one replaces. */
  readonly supersedes: string | null
  /** Id of the article in the other language. */
  readonly translates: string | null
  /** Whether the file has no front matter of ours: id, title and language are worked out. */
  readonly plain: boolean
  /** Path below the articles' folder, with `/` on every system. */
  readonly file: string
  /** Changes with every byte of the file. */
  readonly digest: string
  /** The whole file, front matter included; places count in it. */
  readonly source: string
  /** Where the body begins in `source`. */
  readonly bodyStart: number
  /** Where it leads, pictures included, in order. */
  readonly links: readonly ArticleLink[]
  /** In order; together they hold every character of the body. */
  readonly passages: readonly Passage[]
}

/**
 * Whether an article may answer on this day: published, within its validity, its review not due.
 *
 * @param audience An agent sees customers' articles too, never the other way round.
 */
export function mayAnswer(article: Article, today: Day, audience: Audience): boolean {
  return (
    article.state === 'published' &&
    (article.audience === 'customer' || audience === 'agent') &&
    !isExpired(article, today) &&
    (article.validFrom === null || article.validFrom <= today)
  )
}

/** Whether its review is overdue or its validity is over. */
export function isExpired(article: Article, today: Day): boolean {
  return (
    (article.reviewBy !== null && article.reviewBy < today) ||
    (article.validUntil !== null && article.validUntil < today)
  )
}

/** The day of a moment in China, where the shop and its articles' days are. */
export function dayOf(now: Instant): Day {
  return new Date(now + CHINA_TIME).toISOString().slice(0, 10)
}

const CHINA_TIME = 8 * HOUR
