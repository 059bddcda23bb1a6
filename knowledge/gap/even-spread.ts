/**
 * What evens questions out: takes a vector, as seen from the middle of all questions, and shortens
 * the directions in which questions of one article differ.
 */
export type EvenOut = (vector: Float32Array) => Float32Array

/**
 * The spread that is the same in every direction counts as much as so many questions for each
 * dimension. Of 1,500 questions with 512 numbers each, what was seen is a quarter then, and more of
 * it is no better (`README.md`); of a few questions it is next to nothing.
 */
const EVEN_QUESTIONS = 8

/** So many multiplications are a few milliseconds. */
const WORK_AT_ONCE = 2_000_000

/**
 * Learns from questions in groups in which directions those of one group differ, such as whether
 * they ask how or whether: there a difference tells little of what is asked. Cosines after it are
 * those of Mahalanobis's distance.
 *
 * @param groups Vectors of one length.
 * @param pause Awaited after each few milliseconds of work.
 *
 * Source: Hatch, Kajarekar and Stolcke, "Within-class covariance normalization for SVM-based
 * speaker recognition", Interspeech 2006.
 */
export async function learnEvenSpread(
  groups: readonly (readonly Float32Array[])[],
  pause: () => Promise<void>,
): Promise<EvenOut> {
  const size = groups.find(([first]) => first)?.[0]?.length ?? 0
  const spread = new Float64Array(size * size)
  let count = 0
  let worked = 0
  for (const group of groups) {
    const middle = meanOf(group)
    for (const vector of group) {
      const off = vector.map((value, i) => value - (middle[i] ?? 0))
      addProducts(spread, off)
      count++
      worked += (size * size) / 2
      if (worked <= WORK_AT_ONCE) continue
      worked = 0
      await pause()
    }
  }
  let total = 0
  for (let i = 0; i < size; i++) total += spread[i * size + i] ?? 0
  if (total === 0) return (vector) => vector
  // Both as sums over questions: what was seen, and as much in every direction.
  const even = (EVEN_QUESTIONS * total) / count
  for (let i = 0; i < size; i++) spread[i * size + i] = (spread[i * size + i] ?? 0) + even
  const root = await takeRoot(spread, size, pause)
  const scale = Math.sqrt(even)
  return (vector) => solve(root, vector, scale)
}

/** The mean of vectors of one length; of none, nothing. */
export function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) {
    for (let i = 0; i < mean.length; i++) mean[i] = (mean[i] ?? 0) + (vector[i] ?? 0)
  }
  return mean.map((value) => value / vectors.length)
}

/** Adds the product of each two numbers of a vector, in the lower half of a square. */
function addProducts(square: Float64Array, vector: Float32Array): void {
  const size = vector.length
  for (let i = 0; i < size; i++) {
    const value = vector[i] ?? 0
    const row = i * size
    for (let j = 0; j <= i; j++) square[row + j] = (square[row + j] ?? 0) + value * (vector[j] ?? 0)
  }
}

/** The lower triangle that gives the square when multiplied by its mirror image (Cholesky). */
async function takeRoot(
  square: Float64Array,
  size: number,
  pause: () => Promise<void>,
): Promise<Float64Array> {
  const root = new Float64Array(size * size)
  let worked = 0
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = square[i * size + j] ?? 0
      for (let k = 0; k < j; k++) rest -= (root[i * size + k] ?? 0) * (root[j * size + k] ?? 0)
      root[i * size + j] = i === j ? Math.sqrt(rest) : rest / (root[j * size + j] ?? 1)
    }
    worked += (i * i) / 2
    if (worked <= WORK_AT_ONCE) continue
    worked = 0
    await pause()
  }
  return root
}

/** What the triangle makes the vector of, times `scale`. */
function solve(root: Float64Array, vector: Float32Array, scale: number): Float32Array {
  const size = vector.length
  const solved = new Float64Array(size)
  for (let i = 0; i < size; i++) {
    let rest = (vector[i] ?? 0) * scale
    for (let j = 0; j < i; j++) rest -= (root[i * size + j] ?? 0) * (solved[j] ?? 0)
    solved[i] = rest / (root[i * size + i] ?? 1)
  }
  return Float32Array.from(solved)
}
