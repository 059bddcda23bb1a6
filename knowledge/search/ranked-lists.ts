import { nearnessOf } from './fuse-scores.js'
import type { Candidate } from './rank-articles.js'

/** A candidate with its place in the fused order, from 1. */
export interface Placed {
  readonly candidate: Candidate
  readonly place: number
  /** The weighted mean of its cosines. */
  readonly nearness: number
}

/** The fused order beside the two that it was made of, each best first. */
export interface RankedLists {
  readonly fused: readonly Placed[]
  /** Those that share a word with the question, by BM25. */
  readonly words: readonly Placed[]
  /** Those that have a vector, by nearness. Empty when words searched alone. */
  readonly vectors: readonly Placed[]
}

/** @param depth How many of each list. */
export function rankedLists(ranking: readonly Candidate[], depth: number): RankedLists {
  const placed = ranking.map((candidate, i) => ({
    candidate,
    place: i + 1,
    nearness: nearnessOf(candidate.near),
  }))
  return {
    fused: placed.slice(0, depth),
    words: placed
      .filter(({ candidate }) => candidate.words > 0)
      .sort((a, b) => b.candidate.words - a.candidate.words)
      .slice(0, depth),
    vectors: placed
      .filter(({ candidate }) => candidate.near.any !== null)
      .sort((a, b) => b.nearness - a.nearness)
      .slice(0, depth),
  }
}
