import type { VectorSlab } from '../../embed/vector-slab.js'

interface Kept {
  readonly slab: VectorSlab
  readonly slots: Int32Array
}

/** Where the vectors lie of what may be quoted of each article. They are not searched. */
export class SentenceVectors {
  readonly #kept = new Map<string, Kept>()

  /** @param slots Of all of its sentences, items and rows; none where it has none. */
  keep(article: string, slab: VectorSlab, slots: readonly number[]): void {
    this.#kept.set(article, { slab, slots: Int32Array.from(slots) })
  }

  forget(article: string): void {
    this.#kept.delete(article)
  }

  /**
   * How near its nearest sentences are: the mean cosine of so many, or of as many as there are.
   *
   * @returns 0 for an article without sentences, and `undefined` while their vectors are not known.
   */
  nearest(article: string, vector: Float32Array, count: number): number | undefined {
    const kept = this.#kept.get(article)
    if (!kept) return undefined
    const { slab, slots } = kept
    const best: number[] = []
    for (const slot of slots) {
      const similarity = slab.similarity(slot, vector)
      if (best.length === count && similarity <= (best[count - 1] ?? 0)) continue
      const at = best.findIndex((each) => each < similarity)
      best.splice(at === -1 ? best.length : at, 0, similarity)
      best.length = Math.min(best.length, count)
    }
    return best.length === 0 ? 0 : best.reduce((sum, each) => sum + each, 0) / best.length
  }
}
