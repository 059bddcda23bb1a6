import { shrinkVector, VectorSlab } from '../../embed/vector-slab.js'

export interface Neighbour {
  readonly label: number
  /** Cosine, from -1 to 1: 1 is the same direction. A similarity, not a distance. */
  readonly similarity: number
}

/** Finds the vectors that point most nearly the same way, by the labels of the texts they are of. */
export interface VectorIndex {
  /** Labels that have a vector. */
  readonly size: number
  /** @param label Whole and small, not in use. */
  add(label: number, vector: Float32Array): void
  /** The same with a vector that a slab holds already. */
  link(label: number, slab: VectorSlab, slot: number): void
  remove(label: number): void
  has(label: number): boolean
  get(label: number): Float32Array | undefined
  /** Cosine of a unit vector to the one of this label; `undefined` when it has none. */
  similarity(label: number, vector: Float32Array): number | undefined
  /** @returns At most `count`, nearest first. */
  search(vector: Float32Array, count: number): readonly Neighbour[]
}

/** Looks at every vector: exact, and at some ten thousand quicker than any graph. */
export class ExactVectorIndex implements VectorIndex {
  #slab: VectorSlab | null
  /** By label. Labels and slots are small and dense, and a list takes a tenth of a map. */
  readonly #slots: (number | undefined)[] = []
  /** By slot. Texts that say the same share a vector; most share none. */
  readonly #labels: (number | readonly number[] | undefined)[] = []
  #size = 0

  /** @param slab Where the vectors lie that are linked. */
  constructor(slab: VectorSlab | null = null) {
    this.#slab = slab
  }

  get size(): number {
    return this.#size
  }

  /** Slots that have a label. */
  get slots(): readonly number[] {
    return this.#labels.flatMap((labels, slot) => (labels === undefined ? [] : [slot]))
  }

  slotOf(label: number): number | undefined {
    return this.#slots[label]
  }

  hasSlot(slot: number): boolean {
    return this.#labels[slot] !== undefined
  }

  add(label: number, vector: Float32Array): void {
    this.#slab ??= new VectorSlab(vector.length)
    this.#enter(label, this.#slab.add(shrinkVector(vector)))
  }

  link(label: number, slab: VectorSlab, slot: number): void {
    if (slab === this.#slab) this.#enter(label, slot)
    else this.add(label, slab.vector(slot))
  }

  remove(label: number): void {
    const slot = this.#slots[label]
    if (slot === undefined) return
    this.#slots[label] = undefined
    this.#size--
    const labels = this.#labels[slot]
    const others = typeof labels === 'object' ? labels.filter((each) => each !== label) : []
    this.#labels[slot] = others.length > 1 ? others : others[0]
  }

  has(label: number): boolean {
    return this.#slots[label] !== undefined
  }

  get(label: number): Float32Array | undefined {
    const slot = this.#slots[label]
    return slot === undefined ? undefined : this.#slab?.vector(slot)
  }

  similarity(label: number, vector: Float32Array): number | undefined {
    const slot = this.#slots[label]
    return slot === undefined ? undefined : this.#slab?.similarity(slot, vector)
  }

  search(vector: Float32Array, count: number): readonly Neighbour[] {
    const best = new Nearest(count)
    const similarities = this.#slab?.similarities(vector) ?? []
    // Most are too far, and need not be looked up.
    for (let slot = 0; slot < similarities.length; slot++) {
      const similarity = similarities[slot] ?? 0
      if (similarity > best.least) this.#offer(best, slot, similarity)
    }
    return best.neighbours
  }

  /** The nearest of these slots; those without a label are passed over. */
  among(slots: Iterable<number>, vector: Float32Array, count: number): readonly Neighbour[] {
    const best = new Nearest(count)
    for (const slot of slots) this.#offer(best, slot, this.#slab?.similarity(slot, vector) ?? 0)
    return best.neighbours
  }

  #offer(best: Nearest, slot: number, similarity: number): void {
    const labels = this.#labels[slot]
    if (typeof labels === 'number') best.offer(labels, similarity)
    else for (const label of labels ?? []) best.offer(label, similarity)
  }

  #enter(label: number, slot: number): void {
    this.remove(label)
    fillTo(this.#slots, label)
    fillTo(this.#labels, slot)
    this.#slots[label] = slot
    this.#size++
    const others = this.#labels[slot]
    this.#labels[slot] = others === undefined ? label : [others, label].flat()
  }
}

/** Gives every place before this one a value, since a list with holes is kept as a map. */
function fillTo(list: unknown[], end: number): void {
  while (list.length < end) list.push(undefined)
}

/** The nearest so far. */
class Nearest {
  readonly neighbours: Neighbour[] = []
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  /** What must be surpassed to be among them. */
  get least(): number {
    if (this.neighbours.length < this.#most) return Number.NEGATIVE_INFINITY
    return this.neighbours.at(-1)?.similarity ?? Number.NEGATIVE_INFINITY
  }

  offer(label: number, similarity: number): void {
    if (similarity <= this.least) return
    const { neighbours } = this
    let at = neighbours.length
    while (at > 0 && (neighbours[at - 1]?.similarity ?? 0) < similarity) at--
    neighbours.splice(at, 0, { label, similarity })
    if (neighbours.length > this.#most) neighbours.pop()
  }
}

/**
 * Cosine of two unit vectors of the same length, from -1 to 1: 1 is the same direction.
 *
 * Four sums at once, since each addition would else wait for the one before it.
 */
export function cosine(a: Float32Array, b: Float32Array): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < a.length; i += 4) {
    first += (a[i] ?? 0) * (b[i] ?? 0)
    second += (a[i + 1] ?? 0) * (b[i + 1] ?? 0)
    third += (a[i + 2] ?? 0) * (b[i + 2] ?? 0)
    fourth += (a[i + 3] ?? 0) * (b[i + 3] ?? 0)
  }
  return first + second + third + fourth
}
