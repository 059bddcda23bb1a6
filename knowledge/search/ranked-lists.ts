import type { Language } from '../../platform/language.js'
import type { Candidate } from './candidate.js'
import { nearnessOf } from './fuse-scores.js'

/** A candidate with its place in the fused order, from 1. */
export interface Placed {
  readonly candidate: Candidate
  readonly place: number
  /** The weighted mean of its cosines. */
  readonly nearness: number
}

/** The first of the fused order beside those of the two that it was made of, each best first. */
export interface RankedLists {
  readonly fused: readonly Placed[]
  /** Those that share a word with the question, by BM25. */
  readonly words: readonly Placed[]
  /** Those that have a vector, by nearness. Empty when words searched alone. */
  readonly vectors: readonly Placed[]
}

/** How many of each list are told. */
const DEPTH = 10

/** @param ranking Every candidate, by its fused score, best first. */
export function rankedLists(ranking: readonly Candidate[], language: Language): RankedLists {
  const placed = ranking.map((candidate, i) => ({
    candidate,
    place: i + 1,
    nearness: nearnessOf(candidate.near, language),
  }))
  return {
    fused: placed.slice(0, DEPTH),
    words: placed
      .filter(({ candidate }) => candidate.words > 0)
      .sort((a, b) => b.candidate.words - a.candidate.words)
      .slice(0, DEPTH),
    vectors: placed
      .filter(({ candidate }) => candidate.near.any !== null)
      .sort((a, b) => b.nearness - a.nearness)
      .slice(0, DEPTH),
  }
}
