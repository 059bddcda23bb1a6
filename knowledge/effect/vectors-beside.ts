import { shrinkVector, VectorSlab } from '../embed/vector-slab.js'
import { type KeptVectors, keyOf } from '../embed/vector-store.js'

/** The vectors that are kept, and more in memory that nobody else gets to see. */
export class VectorsBeside implements KeptVectors {
  readonly slab: VectorSlab
  readonly #kept: KeptVectors
  readonly #slots = new Map<string, number>()

  constructor(kept: KeptVectors) {
    this.#kept = kept
    this.slab = new VectorSlab(kept.slab.dimensions)
  }

  slotOf(key: string): number | undefined {
    const own = this.#slots.get(key)
    if (own !== undefined) return own
    const kept = this.#kept.slotOf(key)
    if (kept === undefined) return undefined
    return this.#enter(key, this.#kept.slab.vector(kept))
  }

  has(text: string): boolean {
    return this.#slots.has(keyOf(text)) || this.#kept.has(text)
  }

  get(text: string): Float32Array | undefined {
    const own = this.#slots.get(keyOf(text))
    return own === undefined ? this.#kept.get(text) : this.slab.vector(own)
  }

  async add(entries: readonly (readonly [text: string, vector: Float32Array])[]): Promise<void> {
    for (const [text, vector] of entries) if (!this.has(text)) this.#enter(keyOf(text), vector)
  }

  #enter(key: string, vector: Float32Array): number {
    const slot = this.slab.add(shrinkVector(vector))
    this.#slots.set(key, slot)
    return slot
  }
}
