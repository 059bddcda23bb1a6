import type { Candidate, Query } from '../candidate.js'
import { nearnessOf } from '../fuse-scores.js'

/**
 * What tells whether any article answers, read off the first candidate: how near it comes by each
 * kind of text, and what of the question's words it has. Each is near 0 to 1 whatever the folder's
 * size.
 */
export const KNOWN_FEATURES = [
  /** How near its texts are to the question, weighted. */
  'near',
  /** Its best title or stored question, its best text of all, its best passage, its beginning. */
  'title',
  'any',
  'passage',
  'lead',
  /** How well its tokens match the question's. */
  'tokens',
  /** How near the four next best articles are: a question from elsewhere is far from all. */
  'around',
  /** The words' score for the question's length and what it tells. */
  'words',
  /** Share of what the question's words tell that the article has. */
  'covered',
  /** Share that no article has. */
  'unknown',
  'length',
] as const

/** What tells whether it is this one of the articles, for each candidate beside its rivals. */
export const OWN_FEATURES = [
  'near',
  'title',
  'covered',
  /** How much nearer than the next eight on average. */
  'nearSpread',
  'tokens',
  /** How much better its tokens match than its best rival's; below 0 for all but the best. */
  'tokensMargin',
  /** How far its fused score is above its best rival's; below 0 for all but the first. */
  'scoreMargin',
  'titleMargin',
  'wordsMargin',
  /** Share of the four lists (title, passage, beginning, words) that it leads. */
  'leads',
  /** 1 when the article is not in the customer's language. */
  'foreign',
] as const

export type KnownFeature = (typeof KNOWN_FEATURES)[number]
export type OwnFeature = (typeof OWN_FEATURES)[number]
export type Feature = KnownFeature | OwnFeature
export type Features = Readonly<Record<Feature, number>>

/**
 * How much each differs from question to question in a large folder. In a folder where one hardly
 * differs, nothing can be learned of it.
 */
export const SPREADS: Features = {
  near: 0.1,
  title: 0.1,
  any: 0.1,
  passage: 0.1,
  lead: 0.1,
  tokens: 0.1,
  around: 0.05,
  words: 0.2,
  covered: 0.25,
  unknown: 0.25,
  length: 0.1,
  nearSpread: 0.05,
  tokensMargin: 0.05,
  scoreMargin: 0.05,
  titleMargin: 0.05,
  wordsMargin: 0.2,
  leads: 0.25,
  foreign: 0.3,
}

/** How many rivals tell what near means for this question, and what is around it. */
const RIVALS = 8
const AROUND = 4

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
  const near = candidates.map((candidate) => nearnessOf(candidate.near, query.language))
  const nearest = near.toSorted((a, b) => b - a).slice(0, RIVALS + 1)
  const unrelated = query.vector === null ? 0 : UNRELATED
  const any = candidates.map((candidate) => candidate.near.any ?? 0)
  const nearestAny = any.toSorted((a, b) => b - a)
  const title = candidates.map((candidate) => candidate.near.title ?? candidate.near.any ?? 0)
  const passage = candidates.map((candidate) => candidate.near.passage ?? 0)
  const lead = candidates.map((candidate) => candidate.near.lead ?? candidate.near.passage ?? 0)
  const words = candidates.map((candidate) => candidate.words)
  const tokens = candidates.map(tokensOf)
  const byTokens = topTwo(tokens, 0)
  const byScore = topTwo(
    candidates.map(({ score }) => score),
    unrelated,
  )
  const byTitle = topTwo(title, unrelated)
  const byWords = topTwo(words, 0)
  const lists = [title, passage, lead, words].map((values) => ({ values, most: greatest(values) }))
  const total = sum(query.terms.map(({ idf }) => idf)) || 1
  const unknown = sum(query.terms.map(({ idf, known }) => (known ? 0 : idf))) / total
  const wordsScale = total * Math.max(1, query.terms.length) * WORDS_SCALE
  const length = Math.log(1 + query.terms.length) / LENGTH_SCALE

  return candidates.slice(0, depth).map((candidate, i) => {
    const own = near[i] ?? 0
    const others = nearest.toSpliced(nearest.indexOf(own), 1).slice(0, RIVALS)
    const missing = RIVALS - others.length
    const aside = nearestAny.toSpliced(nearestAny.indexOf(any[i] ?? 0), 1).slice(0, AROUND)
    const covered = sum(query.terms.map(({ term, idf }) => (candidate.terms.has(term) ? idf : 0)))
    const led = lists.filter(({ values, most }) => most > 0 && values[i] === most).length
    return {
      near: own,
      title: title[i] ?? 0,
      any: any[i] ?? 0,
      passage: passage[i] ?? 0,
      lead: lead[i] ?? 0,
      around: (sum(aside) + (AROUND - aside.length) * unrelated) / AROUND,
      words: candidate.words / wordsScale,
      covered: covered / total,
      unknown,
      length,
      nearSpread: own - (sum(others) + missing * unrelated) / RIVALS,
      tokens: tokens[i] ?? 0,
      tokensMargin: (tokens[i] ?? 0) - rivalOf(tokens[i] ?? 0, byTokens),
      scoreMargin: candidate.score - rivalOf(candidate.score, byScore),
      titleMargin: (title[i] ?? 0) - rivalOf(title[i] ?? 0, byTitle),
      wordsMargin: (candidate.words - rivalOf(candidate.words, byWords)) / wordsScale,
      leads: led / lists.length,
      foreign: candidate.sameLanguage ? 0 : 1,
    }
  })
}

/** Where tokens are not known, what they usually are where the nearest text is so near. */
function tokensOf({ tokens, near }: Candidate): number {
  return tokens ?? (near.any === null ? 0 : near.any)
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

function greatest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0)
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
