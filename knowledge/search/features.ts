import { nearnessOf } from './fuse-scores.js'
import type { Candidate, Query } from './rank-articles.js'

/**
 * What is known of one candidate beside its rivals, in the order of the model's weights. Each is
 * near 0 to 1 whatever the folder's size.
 */
export const FEATURES = [
  /** How near its texts are to the question. */
  'near',
  /** How much nearer than the next eight on average. */
  'nearSpread',
  /** How far its fused score is above its best rival's; below 0 for all but the first. */
  'scoreMargin',
  /** The words' score for its length and what it tells, and how far above the best rival's. */
  'words',
  'wordsMargin',
  /** Share of what the question's words tell that the article has. */
  'covered',
  /** Share that no article has. */
  'unknown',
  'length',
  /** 1 when the article is not in the customer's language. */
  'foreign',
] as const

export type Feature = (typeof FEATURES)[number]
export type Features = Readonly<Record<Feature, number>>

/**
 * How much each differs from question to question in a large folder, in the order of `FEATURES`. In
 * a folder where one hardly differs, nothing can be learned of it.
 */
export const SPREADS: readonly number[] = [0.1, 0.05, 0.05, 0.2, 0.2, 0.25, 0.25, 0.1, 0.3]

/** How many rivals tell what near means for this question. */
const RIVALS = 8

/**
 * How near an article is that has nothing to do with the question, for folders with fewer rivals
 * than that. Measured with the built-in model; only tiny folders depend on it.
 */
const UNRELATED = 0.5

/** Brings the words' score, and the logarithm of the number of terms, to about 0 to 1. */
const WORDS_SCALE = 10
const LENGTH_SCALE = 4

/**
 * @param candidates Ranked, best first, of one question.
 * @returns For each of the first `depth` candidates, in order.
 */
export function featuresOf(
  query: Query,
  candidates: readonly Candidate[],
  depth: number,
): readonly Features[] {
  const near = candidates.map((candidate) => nearnessOf(candidate.near))
  const nearest = near.toSorted((a, b) => b - a).slice(0, RIVALS + 1)
  const unrelated = query.vector === null ? 0 : UNRELATED
  const byScore = topTwo(
    candidates.map(({ score }) => score),
    unrelated,
  )
  const byWords = topTwo(
    candidates.map(({ words }) => words),
    0,
  )
  const total = sum(query.terms.map(({ idf }) => idf)) || 1
  const unknown = sum(query.terms.map(({ idf, known }) => (known ? 0 : idf))) / total
  const wordsScale = total * Math.max(1, query.terms.length) * WORDS_SCALE
  const length = Math.log(1 + query.terms.length) / LENGTH_SCALE

  return candidates.slice(0, depth).map((candidate, i) => {
    const own = near[i] ?? 0
    const at = nearest.indexOf(own)
    const rivals = nearest.filter((_, j) => j !== at).slice(0, RIVALS)
    const missing = RIVALS - rivals.length
    const covered = sum(query.terms.map(({ term, idf }) => (candidate.terms.has(term) ? idf : 0)))
    return {
      near: own,
      nearSpread: own - (sum(rivals) + missing * unrelated) / RIVALS,
      scoreMargin: candidate.score - rivalOf(candidate.score, byScore),
      words: candidate.words / wordsScale,
      wordsMargin: (candidate.words - rivalOf(candidate.words, byWords)) / wordsScale,
      covered: covered / total,
      unknown,
      length,
      foreign: candidate.sameLanguage ? 0 : 1,
    }
  })
}

type TopTwo = readonly [first: number, second: number]

/** @param least What a rival has that is not there. */
function topTwo(values: readonly number[], least: number): TopTwo {
  let first = least
  let second = least
  for (const value of values) {
    if (value > first) {
      second = first
      first = value
    } else if (value > second) second = value
  }
  return [first, second]
}

/** The best of the others: the second for the first, the first for everyone else. */
function rivalOf(value: number, [first, second]: TopTwo): number {
  return value === first ? second : first
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
