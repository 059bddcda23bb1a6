import type { Article } from '../article/article.js'
import type { Found } from './find-answer.js'
import { foldText } from './words/fold-text.js'
import { tokenize } from './words/tokenize.js'
import type { WeightedTerm } from './words/word-index.js'

type Compared = Pick<Found, 'hits' | 'terms' | 'decision'>

/**
 * Whether a follow-up that was searched with the topic's title before it found no more than that
 * title: the topic's article comes first, though it says less of the customer's own words than the
 * article that comes first without the title. "Who pays the shipping?" after what may not be
 * returned is a question of its own, however short it is.
 *
 * @param alone What the question finds by itself; where that is nothing to offer, the topic is better.
 */
export function isOffTopic(alone: Compared, withTopic: Compared, topic: Article): boolean {
  const [other] = alone.hits
  const [first] = withTopic.hits
  if (!other || !first || alone.decision.kind === 'hand-over') return false
  if (!isTopic(first.article, topic) || isTopic(other.article, topic)) return false
  return said(alone.terms, first.extract.markdown) < said(alone.terms, other.extract.markdown)
}

/** Whether an article is the topic's, or a translation of it. */
export function isTopic(article: Article, topic: Article): boolean {
  return originalOf(article) === originalOf(topic)
}

function originalOf({ id, translates }: Article): string {
  return translates ?? id
}

/** What those terms tell that the text has. */
function said(terms: readonly WeightedTerm[], text: string): number {
  const has = new Set(tokenize(foldText(text)))
  return terms.reduce((sum, { term, idf }) => sum + (has.has(term) ? idf : 0), 0)
}
