import { createHash } from 'node:crypto'

/** A vector as whole numbers from -127 to 127, and what each of them is worth. */
export interface SmallVector {
  readonly scale: number
  readonly numbers: Int8Array
}

/** Vectors in one block of memory: large enough to be few, small enough to waste little. */
const BLOCK = 1_024

/** Two texts that differ have other numbers among the first few already. */
const CHECKED = 32

/**
 * Vectors by number, one byte for each dimension: a quarter of the memory, and the cosine of unit
 * vectors of 512 dimensions is off by less than 0.002, where near and far differ by 0.1.
 */
export class VectorSlab {
  readonly dimensions: number
  readonly #blocks: Int8Array[] = []
  readonly #scales: number[] = []

  constructor(dimensions: number) {
    this.dimensions = dimensions
  }

  get size(): number {
    return this.#scales.length
  }

  /** @returns Its number, from 0. */
  add({ scale, numbers }: SmallVector): number {
    return this.addFrom(scale, numbers, 0)
  }

  /** The same with numbers that stand among others, from a place on. */
  addFrom(scale: number, among: Int8Array, start: number): number {
    const slot = this.#scales.push(scale) - 1
    if (slot % BLOCK === 0) this.#blocks.push(new Int8Array(BLOCK * this.dimensions))
    const block = this.#blocks[Math.floor(slot / BLOCK)]
    const at = (slot % BLOCK) * this.dimensions
    if (block) for (let i = 0; i < this.dimensions; i++) block[at + i] = among[start + i] ?? 0
    return slot
  }

  /** The vector again, its length 1 but for the rounding. */
  vector(slot: number): Float32Array {
    const scale = this.#scales[slot] ?? 0
    const start = (slot % BLOCK) * this.dimensions
    const block = this.#blocks[Math.floor(slot / BLOCK)]
    const vector = new Float32Array(block ? this.dimensions : 0)
    // \`Float32Array.from\` makes an object of each number.
    for (let i = 0; i < vector.length; i++) vector[i] = (block?.[start + i] ?? 0) * scale
    return vector
  }

  /**
   * Cosine of a unit vector and the one in this slot, from -1 to 1: 1 is the same direction.
   *
   * Four sums at once, since each addition would else wait for the one before it.
   */
  similarity(slot: number, vector: Float32Array): number {
    const block = this.#blocks[Math.floor(slot / BLOCK)]
    if (block === undefined) return 0
    const start = (slot % BLOCK) * this.dimensions
    let first = 0
    let second = 0
    let third = 0
    let fourth = 0
    for (let i = 0; i < vector.length; i += 4) {
      const at = start + i
      first += (vector[i] ?? 0) * (block[at] ?? 0)
      second += (vector[i + 1] ?? 0) * (block[at + 1] ?? 0)
      third += (vector[i + 2] ?? 0) * (block[at + 2] ?? 0)
      fourth += (vector[i + 3] ?? 0) * (block[at + 3] ?? 0)
    }
    return (first + second + third + fourth) * (this.#scales[slot] ?? 0)
  }

  /** Changes with any of the first `count` vectors. */
  checksum(count: number): string {
    const hash = createHash('sha256')
    const checked = Math.min(CHECKED, this.dimensions)
    for (const [i, block] of this.#blocks.entries()) {
      const slots = Math.min(BLOCK, count - i * BLOCK)
      if (slots <= 0) break
      // To hash each vector's alone takes ten times as long.
      const firsts = new Int8Array(slots * checked)
      for (let slot = 0; slot < slots; slot++) {
        const start = slot * this.dimensions
        for (let j = 0; j < checked; j++) firsts[slot * checked + j] = block[start + j] ?? 0
      }
      hash.update(firsts)
    }
    return hash.digest('hex')
  }
}

/** Rounds each number to one of 255 steps as large as the vector's own greatest needs. */
export function shrinkVector(vector: Float32Array): SmallVector {
  let greatest = 0
  for (const value of vector) greatest = Math.max(greatest, Math.abs(value))
  const scale = Math.fround(greatest / 127)
  if (scale === 0) return { scale, numbers: new Int8Array(vector.length) }
  return { scale, numbers: Int8Array.from(vector, (value) => Math.round(value / scale)) }
}
