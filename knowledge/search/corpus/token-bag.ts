import { DotRows, STEP } from '../../../platform/dot/dot-rows.js'
import type { TextTokens } from '../../embed/embedder.js'
import { type SmallVector, shrinkVector } from '../../embed/vector-slab.js'

/**
 * The tokens of an article's texts, each kind once, where it points on the average of its places.
 * A third of all tokens in the sample shop, and on its 483 labelled questions as good or better.
 */
export interface TokenBag {
  /** Length of each token's vector. */
  readonly dimensions: number
  /** Growing. */
  readonly ids: Uint32Array
  /** How often each stands in the texts. */
  readonly counts: Uint16Array
  /** How long the sum over its places is; less than `counts`, the more its places differ. */
  readonly lengths: Float32Array
  /** What each of the numbers is worth: a row of them has length 1. */
  readonly scales: Float32Array
  /** A row for each token, -127 to 127. */
  readonly numbers: Int8Array
}

/** A count stays within 16 bits. */
const MOST_COUNTED = 65_535

const LARGEST = 127

/** Puts texts into one bag. */
export function bagOf(texts: readonly TextTokens[], dimensions: number): TokenBag {
  const sums = new Map<number, { count: number; readonly sum: Float32Array }>()
  for (const { ids, vectors } of texts) {
    ids.forEach((id, row) => {
      const entry = sums.get(id) ?? { count: 0, sum: new Float32Array(dimensions) }
      entry.count++
      addRow(entry.sum, vectors, row, 1)
      sums.set(id, entry)
    })
  }
  const entries = [...sums].sort(([a], [b]) => a - b)
  const bag: TokenBag = {
    dimensions,
    ids: Uint32Array.from(entries, ([id]) => id),
    counts: Uint16Array.from(entries, ([, { count }]) => Math.min(count, MOST_COUNTED)),
    lengths: Float32Array.from(entries, ([, { sum }]) => Math.hypot(...sum)),
    scales: new Float32Array(entries.length),
    numbers: new Int8Array(entries.length * dimensions),
  }
  entries.forEach(([, { sum }], row) => {
    const length = bag.lengths[row] || 1
    const scale = greatestOf(sum) / length / LARGEST
    bag.scales[row] = scale
    if (scale === 0) return
    for (let i = 0; i < dimensions; i++) {
      bag.numbers[row * dimensions + i] = Math.round((sum[i] ?? 0) / length / scale)
    }
  })
  return bag
}

/**
 * How well a question's tokens are matched: for each the cosine of the nearest token of the bag,
 * and of those the mean. Source: Khattab and Zaharia, ColBERT, SIGIR 2020.
 *
 * @param leftOut A text of the bag that must not help.
 * @returns About 0 to 1; 0 when either has no token.
 */
export function tokenMatch(question: TextTokens, bag: TokenBag, leftOut?: TextTokens): number {
  const { dimensions } = bag
  const asked = question.ids.length
  const held = leftOut ? without(bag, leftOut) : bag
  const count = held.ids.length
  if (asked === 0 || count === 0) return 0
  const places = layOut(dimensions, count)
  copyRows(held.numbers, dimensions, count, places.bag)
  let sum = 0
  for (const { scale, numbers } of rowsOf(question, dimensions)) {
    scratch.numbers.fill(0, 0, places.bag)
    scratch.numbers.set(numbers, 0)
    scratch.dots(0, places.bag, count, places.stride, places.products)
    const from = places.products / 4
    const { products } = scratch
    let best = -1
    for (let other = 0; other < count; other++) {
      const cosine = (products[from + other] ?? 0) * scale * (held.scales[other] ?? 0)
      if (cosine > best) best = cosine
    }
    sum += best
  }
  return sum / asked
}

/** A question is matched with several bags, one after the other. */
const shrunk = new WeakMap<TextTokens, readonly SmallVector[]>()

function rowsOf(text: TextTokens, dimensions: number): readonly SmallVector[] {
  const known = shrunk.get(text)
  if (known) return known
  const rows = text.ids.map((_, row) =>
    shrinkVector(text.vectors.subarray(row * dimensions, (row + 1) * dimensions)),
  )
  shrunk.set(text, rows)
  return rows
}

/** A token of the question, then the bag's, then their products: used by one match at a time. */
const scratch = new DotRows()

/** Where each begins in the scratch memory. */
function layOut(dimensions: number, count: number) {
  const stride = Math.ceil(dimensions / STEP) * STEP
  const products = stride * (count + 1)
  scratch.grow(products + 4 * count)
  return { stride, bag: stride, products }
}

function copyRows(rows: Int8Array, dimensions: number, count: number, to: number): void {
  if (dimensions % STEP === 0) {
    scratch.numbers.set(rows, to)
    return
  }
  const stride = Math.ceil(dimensions / STEP) * STEP
  scratch.numbers.fill(0, to, to + stride * count)
  for (let row = 0; row < count; row++) {
    scratch.numbers.set(rows.subarray(row * dimensions, (row + 1) * dimensions), to + row * stride)
  }
}

/** What is left of a bag when one of its texts is taken out, but for the rounding. */
function without(bag: TokenBag, { ids, vectors }: TextTokens): TokenBag {
  const { dimensions } = bag
  const sums = new Map<number, { count: number; readonly sum: Float32Array }>()
  ids.forEach((id, row) => {
    const place = bag.ids.indexOf(id)
    if (place === -1) return
    const entry = sums.get(place) ?? { count: bag.counts[place] ?? 0, sum: sumOf(bag, place) }
    entry.count--
    addRow(entry.sum, vectors, row, -1)
    sums.set(place, entry)
  })
  const kept = [...bag.ids.keys()].filter((place) => (sums.get(place)?.count ?? 1) > 0)
  const rest: TokenBag = {
    dimensions,
    ids: Uint32Array.from(kept, (place) => bag.ids[place] ?? 0),
    counts: Uint16Array.from(kept, (place) => sums.get(place)?.count ?? bag.counts[place] ?? 0),
    lengths: Float32Array.from(kept, (place) => bag.lengths[place] ?? 0),
    scales: Float32Array.from(kept, (place) => bag.scales[place] ?? 0),
    numbers: new Int8Array(kept.length * dimensions),
  }
  kept.forEach((place, row) => {
    const changed = sums.get(place)?.sum
    const length = changed ? Math.hypot(...changed) || 1 : 1
    const scale = changed ? greatestOf(changed) / length / LARGEST : 1
    if (changed) {
      rest.lengths[row] = length
      rest.scales[row] = scale
    }
    for (let i = 0; i < dimensions; i++) {
      rest.numbers[row * dimensions + i] = changed
        ? Math.round((changed[i] ?? 0) / length / (scale || 1))
        : (bag.numbers[place * dimensions + i] ?? 0)
    }
  })
  return rest
}

function sumOf({ dimensions, numbers, scales, lengths }: TokenBag, place: number): Float32Array {
  const worth = (scales[place] ?? 0) * (lengths[place] ?? 0)
  return Float32Array.from(
    { length: dimensions },
    (_, i) => (numbers[place * dimensions + i] ?? 0) * worth,
  )
}

function addRow(sum: Float32Array, rows: Float32Array, row: number, times: number): void {
  const from = row * sum.length
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] ?? 0) + times * (rows[from + i] ?? 0)
}

function greatestOf(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}
