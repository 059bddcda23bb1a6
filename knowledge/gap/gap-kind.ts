import { GAP_KINDS, type GapKind, type UnansweredQuestion } from './gap.js'

/** From here on it is more likely than not that the first article found answers the question. */
const LIKELY = 0.5

/**
 * Below this cosine to every question of the articles, a question is about nothing of ours. Of the
 * articles' stored questions, 5 % lie further from all questions of other articles.
 */
export const IN_SCOPE = 0.65

/**
 * What is missing where a question got no good answer. What people said goes first, then what
 * happened, then what search thought of it.
 *
 * @param nearest Cosine to the nearest of the articles' own questions.
 */
export function kindOf(
  question: Pick<UnansweredQuestion, 'outcome' | 'article' | 'probability' | 'right'>,
  nearest: number,
): GapKind {
  const { outcome, article, probability, right } = question
  if (outcome === 'failed') return 'system-trouble'
  const wasAnswered =
    outcome === 'disliked' || outcome === 'answered-then-person' || outcome === 'corrected'
  if (right !== null && right.length > 0) {
    return wasAnswered && article !== null && right.includes(article) ? 'unhelpful' : 'not-found'
  }
  if (right === null && outcome === 'declined') return 'out-of-scope'
  if (right === null && wasAnswered) return 'unhelpful'
  if (right === null && probability !== null && probability >= LIKELY) return 'not-found'
  return nearest < IN_SCOPE ? 'out-of-scope' : 'no-article'
}

/** What most of a group miss; of equals the one that an editor can do most about. */
export function commonKind(kinds: readonly GapKind[]): GapKind {
  const count = (kind: GapKind) => kinds.filter((each) => each === kind).length
  return GAP_KINDS.reduce((best, kind) => (count(kind) > count(best) ? kind : best))
}
