/** One article in two lists whose scores cannot be compared. */
export interface Scored {
  /** BM25 of its words, 0 where none is shared. */
  readonly words: number
  /** Cosine of its nearest text, `null` while it has no vector. */
  readonly cosine: number | null
  /** Weight of the vectors for this article, 0 to 1. */
  readonly weight: number
}

/**
 * One score from words and vectors: each is put between 0 and 1 within this question's list, then
 * weighted. Words alone count where there are no vectors.
 *
 * @returns One score per entry, in order, 0 to 1. Comparable within one list only.
 */
export function fuseScores(list: readonly Scored[]): readonly number[] {
  const cosines = list.flatMap(({ cosine }) => (cosine === null ? [] : [cosine]))
  const mostWords = Math.max(0, ...list.map(({ words }) => words)) || 1
  if (cosines.length === 0) return list.map(({ words }) => words / mostWords)
  const most = Math.max(...cosines)
  const least = Math.min(...cosines)
  const span = most - least || 1
  return list.map(({ words, cosine, weight }) => {
    // A text that waits for its vector is judged by its words alone.
    const near = cosine === null ? words / mostWords : (cosine - least) / span
    return weight * near + ((1 - weight) * words) / mostWords
  })
}
