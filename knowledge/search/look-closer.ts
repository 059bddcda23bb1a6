import type { Draft, Ordered, Query } from './candidate.js'
import type { Corpus } from './corpus/corpus.js'
import { tokenMatch } from './corpus/token-bag.js'
import { isSameFamily } from './question/language-family.js'
import { GLOSS_SHARE, sideFor } from './question/question-vector.js'

/**
 * Looks closer at the first drafts, which would take too long for all: how well their tokens match
 * the question's, and how near their sentences are.
 *
 * @returns Whether anything became known by which they can be put in another order.
 */
export function lookCloser(corpus: Corpus, query: Query, ordered: readonly Ordered[]): boolean {
  const matched = matchTokens(corpus, query, ordered)
  return compareSentences(corpus, query, ordered) || matched
}

/**
 * How many are looked at: the first, and of those behind them the ones with
 * the best stored question by words. To match forty finds no more.
 */
const MATCHED = { first: 8, worded: 4 }

/**
 * Gives drafts their tokens' match with the question's: matched of a few, the others are taken to
 * match as badly as the worst of those.
 *
 * @returns Whether it did; not where tokens are not known, be it of one article.
 */
function matchTokens(
  corpus: Corpus,
  { vector, language, leftOut, mayAnswer }: Query,
  ordered: readonly Ordered[],
): boolean {
  const asked = vector?.tokens
  if (!asked) return false
  // A Chinese question's gloss brings English articles nearer that are no better.
  const gloss = language === 'en' ? asked.gloss : null
  const matches = new Map<Draft, number>()
  for (const draft of worthMatching(ordered)) {
    let best = 0
    for (const id of corpus.versionsOf(draft.article.id)) {
      const version = corpus.articles.get(id)
      const bag = corpus.bagOf(id)
      if (!version || !bag) return false
      if (!mayAnswer(version)) continue
      const own = leftOut?.article === id ? leftOut.tokens : undefined
      const said = tokenMatch(asked.own, bag, own)
      const match =
        gloss && !draft.sameLanguage
          ? (1 - GLOSS_SHARE) * said + GLOSS_SHARE * tokenMatch(gloss, bag, own)
          : said
      best = Math.max(best, match)
    }
    matches.set(draft, best)
  }
  const least = Math.min(...matches.values())
  for (const { draft } of ordered) draft.tokens = matches.get(draft) ?? least
  return true
}

/**
 * Tells how near the sentences are of drafts without stored questions, which say it as customers
 * do: of a few, the others are taken to be as far as the farthest of those.
 *
 * @returns Whether it did; not where the sentences' vectors are not known, be it of one article.
 */
function compareSentences(
  corpus: Corpus,
  { vector, language, mayAnswer }: Query,
  ordered: readonly Ordered[],
): boolean {
  const plain = ordered.filter(({ draft }) => !draft.near.asked)
  if (!vector || plain.length === 0) return false
  const nearest = new Map<Draft, number>()
  for (const draft of worthMatching(plain)) {
    let best = 0
    for (const id of corpus.versionsOf(draft.article.id)) {
      const version = corpus.articles.get(id)
      if (!version || !mayAnswer(version)) continue
      const side = sideFor(vector, isSameFamily(language, version.language))
      const near = corpus.sentenceVectors.nearest(id, side, SENTENCES)
      if (near === undefined) return false
      best = Math.max(best, near)
    }
    nearest.set(draft, best)
  }
  const least = Math.min(...nearest.values())
  for (const { draft } of plain) {
    draft.near = { ...draft.near, sentences: nearest.get(draft) ?? least }
  }
  return true
}

/** So many of an article's nearest sentences count. */
const SENTENCES = 2

function worthMatching(ordered: readonly Ordered[]): readonly Draft[] {
  const drafts = ordered.map(({ draft }) => draft)
  const rest = drafts.slice(MATCHED.first)
  const worded = rest
    .filter(({ questionWords }) => questionWords > 0)
    .sort((a, b) => b.questionWords - a.questionWords)
  const chosen = [...drafts.slice(0, MATCHED.first), ...worded.slice(0, MATCHED.worded), ...rest]
  return [...new Set(chosen)].slice(0, MATCHED.first + MATCHED.worded)
}
