import { createHash } from 'node:crypto'
import { DotRows, STEP } from '../../platform/dot/dot-rows.js'

/** A vector as whole numbers from -127 to 127, and what each of them is worth. */
export interface SmallVector {
  readonly scale: number
  readonly numbers: Int8Array
}

/** So many more vectors at a time have room: few growths, and little waste. */
const BLOCK = 1_024

/** A question and its gloss. */
const COMPARED = 2

/** Two texts that differ have other numbers among the first few already. */
const CHECKED = 32

/**
 * Vectors by number, one byte for each dimension: a quarter of the memory, and the cosine of unit
 * vectors of 512 dimensions is off by less than 0.003, where near and far differ by 0.1.
 */
export class VectorSlab {
  readonly dimensions: number
  /** First the vector that is asked for, then all others, then room for the products of each. */
  readonly #rows = new DotRows()
  readonly #stride: number
  readonly #scales: number[] = []
  #room = 0
  #asked: Float32Array | undefined
  #askedScale = 0
  /** A search asks for a question and its gloss by turns. */
  readonly #small = new WeakMap<Float32Array, SmallVector>()
  /** What the last few vectors that were held against all slots are to each. */
  readonly #compared = new Map<Float32Array, Float64Array>()

  constructor(dimensions: number) {
    this.dimensions = dimensions
    this.#stride = Math.ceil(dimensions / STEP) * STEP
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
    this.#makeRoom(this.size)
    this.#rows.numbers.set(among.subarray(start, start + this.dimensions), this.#placeOf(slot))
    return slot
  }

  /** The vector again, its length 1 but for the rounding. */
  vector(slot: number): Float32Array {
    const scale = this.#scales[slot]
    const vector = new Float32Array(scale === undefined ? 0 : this.dimensions)
    const start = this.#placeOf(slot)
    const { numbers } = this.#rows
    // `Float32Array.from` makes an object of each number.
    for (let i = 0; i < vector.length; i++) vector[i] = (numbers[start + i] ?? 0) * (scale ?? 0)
    return vector
  }

  /** Cosine of a unit vector and the one in this slot, from -1 to 1: 1 is the same direction. */
  similarity(slot: number, vector: Float32Array): number {
    const known = this.#compared.get(vector)?.[slot]
    if (known !== undefined) return known
    const scale = this.#scales[slot]
    if (scale === undefined) return 0
    this.#ask(vector)
    const out = this.#productsAt
    this.#rows.dots(0, this.#placeOf(slot), 1, this.#stride, out)
    return (this.#rows.products[out / 4] ?? 0) * this.#askedScale * scale
  }

  /** The same of every slot, by its number. */
  similarities(vector: Float32Array): Float64Array {
    const similarities = new Float64Array(this.size)
    if (this.size === 0) return similarities
    this.#ask(vector)
    const out = this.#productsAt
    this.#rows.dots(0, this.#placeOf(0), this.size, this.#stride, out)
    const { products } = this.#rows
    for (let slot = 0; slot < similarities.length; slot++) {
      const product = products[out / 4 + slot] ?? 0
      similarities[slot] = product * this.#askedScale * (this.#scales[slot] ?? 0)
    }
    this.#keep(vector, similarities)
    return similarities
  }

  /** Changes with any of the first `count` vectors. */
  checksum(count: number): string {
    const hash = createHash('sha256')
    const checked = Math.min(CHECKED, this.dimensions)
    const { numbers } = this.#rows
    for (let first = 0; first < count; first += BLOCK) {
      const slots = Math.min(BLOCK, count - first)
      // To hash each vector's alone takes ten times as long.
      const firsts = new Int8Array(slots * checked)
      for (let slot = 0; slot < slots; slot++) {
        const start = this.#placeOf(first + slot)
        for (let j = 0; j < checked; j++) firsts[slot * checked + j] = numbers[start + j] ?? 0
      }
      hash.update(firsts)
    }
    return hash.digest('hex')
  }

  /** Who searched asks then for most of the best ones again, one by one. */
  #keep(vector: Float32Array, similarities: Float64Array): void {
    this.#compared.delete(vector)
    this.#compared.set(vector, similarities)
    const [oldest] = this.#compared.keys()
    if (this.#compared.size > COMPARED && oldest) this.#compared.delete(oldest)
  }

  #placeOf(slot: number): number {
    return (slot + 1) * this.#stride
  }

  get #productsAt(): number {
    return this.#placeOf(this.#room)
  }

  #makeRoom(size: number): void {
    if (size <= this.#room) return
    this.#room = Math.ceil(size / BLOCK) * BLOCK
    this.#rows.grow(this.#productsAt + 4 * this.#room)
  }

  /** Many are asked for the same vector, one after the other. */
  #ask(vector: Float32Array): void {
    if (vector === this.#asked) return
    const small = this.#small.get(vector) ?? shrinkVector(vector)
    this.#small.set(vector, small)
    this.#rows.numbers.set(small.numbers, 0)
    this.#asked = vector
    this.#askedScale = small.scale
  }
}

/** Rounds each number to one of 255 steps as large as the vector's own greatest needs. */
export function shrinkVector(vector: Float32Array): SmallVector {
  let greatest = 0
  for (const value of vector) greatest = Math.max(greatest, Math.abs(value))
  const scale = Math.fround(greatest / 127)
  const numbers = new Int8Array(vector.length)
  if (scale === 0) return { scale, numbers }
  for (let i = 0; i < numbers.length; i++) numbers[i] = Math.round((vector[i] ?? 0) / scale)
  return { scale, numbers }
}
