/** A search whose answer is known. */
export interface RankedAnswer {
  /** Article ids, best first, each once. */
  readonly ranked: readonly string[]
  /** Articles of which any one answers the question; empty when none does. */
  readonly gold: readonly string[]
}

/**
 * 1 when one of the right articles is among the first `k`, else 0.
 * `null` when no article answers; such questions are counted apart.
 */
export function hitAt({ ranked, gold }: RankedAnswer, k: number): number | null {
  if (gold.length === 0) return null
  return ranked.slice(0, k).some((id) => gold.includes(id)) ? 1 : 0
}

/**
 * 1 for the first place, 1/2 for the second and so on; 0 when no right article was found. Its mean
 * is the MRR. `null` when no article answers.
 */
export function reciprocalRank({ ranked, gold }: RankedAnswer): number | null {
  if (gold.length === 0) return null
  const place = ranked.findIndex((id) => gold.includes(id))
  return place === -1 ? 0 : 1 / (place + 1)
}
