import type { Found } from '../search/find-answer.js'

/** What a customer would be told, as far as it can be compared. */
export interface Told {
  readonly kind: 'answer' | 'ask-back' | 'hand-over'
  /** The one that answers, or those that are offered. */
  readonly articles: readonly ToldArticle[]
  /** The answer's markdown; empty for the others. */
  readonly text: string
  /** That the first article found answers, 0 to 1. */
  readonly probability: number
  /** Ids of the first few articles found, best first. */
  readonly near: readonly string[]
}

export interface ToldArticle {
  readonly id: string
  readonly title: string
  /** Its own id, or that of what it translates: versions of one article are equally right. */
  readonly original: string
}

/** So many of the articles found may have had a say in what was told. */
const NEAR = 5

export function toldOf({ decision, probability, hits }: Found): Told {
  const near = hits.slice(0, NEAR).map(({ article }) => article.id)
  const named =
    decision.kind === 'answer'
      ? [decision.hit]
      : decision.kind === 'ask-back'
        ? decision.choices
        : []
  const articles = named.map(({ article: { id, title, translates } }) => {
    return { id, title, original: translates ?? id }
  })
  const text = decision.kind === 'answer' ? decision.hit.extract.markdown : ''
  return { kind: decision.kind, articles, text, probability, near }
}

/** Whether a customer would notice a difference. */
export function isSameTold(one: Told, other: Told): boolean {
  return (
    one.kind === other.kind &&
    one.text === other.text &&
    one.articles.length === other.articles.length &&
    one.articles.every(({ id }, i) => other.articles[i]?.id === id)
  )
}
