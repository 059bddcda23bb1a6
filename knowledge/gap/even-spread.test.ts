import { describe, expect, test } from 'vitest'
import { testVector } from '../search/corpus/test-vector.js'
import { learnEvenSpread } from './even-spread.js'
import { dot } from './group-vectors.js'

const pause = async () => {}
const at = (...values: readonly number[]) => Float32Array.of(...values)

describe('evening out the spread of questions', () => {
  test('shortens the direction in which questions of one article differ, and no other', async () => {
    const groups = Array.from({ length: 10 }, (_, i) => [at(1, i), at(-1, i)])

    const evenOut = await learnEvenSpread(groups, pause)

    // The squares of 20 questions sum up to 20 across and 0 along; the even spread of 8 questions
    // for each dimension adds 8 · 20 / 20 = 8 to both. √(8 / (20 + 8)) is .535.
    expect(evenOut(at(1, 0))[0]).toBeCloseTo(0.535, 3)
    expect(evenOut(at(0, 1))).toEqual(at(0, 1))
  })

  test('leaves alone how articles differ from each other', async () => {
    const evenOut = await learnEvenSpread([[at(5, 0)], [at(-5, 0)], [at(9, 3)]], pause)

    expect(evenOut(at(3, 4))).toEqual(at(3, 4))
  })

  test('learns nothing from nothing', async () => {
    const evenOut = await learnEvenSpread([], pause)

    expect(evenOut(at(3, 4))).toEqual(at(3, 4))
  })

  test('hardly moves anything where only a few questions were seen', async () => {
    const few = [testVector(1, 256), testVector(2, 256), testVector(3, 256)]

    const evenOut = await learnEvenSpread([few], pause)

    const cosines = [11, 12, 13].map((seed) => {
      const vector = testVector(seed, 256)
      const evened = evenOut(vector)
      return dot(vector, evened) / Math.sqrt(dot(evened, evened))
    })
    expect(Math.min(...cosines)).toBeGreaterThan(0.99)
  })

  test('measures as Mahalanobis does', async () => {
    const size = 6
    const groups = [0, 1, 2, 3].map((group) =>
      Array.from({ length: 5 }, (_, i) => testVector(10 * group + i, size)),
    )
    const spread = spreadOf(groups, size)

    const evenOut = await learnEvenSpread(groups, pause)

    // By definition ⟨evened Cx, evened y⟩ = xᵀC·C⁻¹y, which is ⟨x, y⟩, C being in units of the even spread.
    for (const [x, y] of [
      [testVector(90, size), testVector(91, size)],
      [testVector(92, size), testVector(92, size)],
    ] as const) {
      const turned = Float32Array.from({ length: size }, (_, i) =>
        x.reduce((sum, value, j) => sum + (spread[i]?.[j] ?? 0) * value, 0),
      )
      expect(dot(evenOut(turned), evenOut(y))).toBeCloseTo(dot(x, y), 4)
    }
  })

  test('lets others go first again and again', async () => {
    let pauses = 0
    const group = Array.from({ length: 100 }, (_, i) => testVector(i, 512))

    await learnEvenSpread([group], async () => {
      pauses++
    })

    // 100 · 512² / 2 multiplications for the spread, 512³ / 6 for its root: 35 million, in slices of 2.
    expect(pauses).toBeGreaterThanOrEqual(14)
  })
})

/** The spread within groups and the even one, by the definition, in units of the even one. */
function spreadOf(groups: readonly (readonly Float32Array[])[], size: number) {
  const spread = Array.from({ length: size }, () => new Array<number>(size).fill(0))
  let count = 0
  for (const group of groups) {
    const mean = Array.from(
      { length: size },
      (_, i) => group.reduce((sum, vector) => sum + (vector[i] ?? 0), 0) / group.length,
    )
    for (const vector of group) {
      count++
      const off = mean.map((value, i) => (vector[i] ?? 0) - value)
      for (const [i, row] of spread.entries()) {
        for (const j of row.keys()) row[j] = (row[j] ?? 0) + (off[i] ?? 0) * (off[j] ?? 0)
      }
    }
  }
  const even = (8 * spread.reduce((sum, row, i) => sum + (row[i] ?? 0), 0)) / count
  return spread.map((row, i) => row.map((value, j) => (value + (i === j ? even : 0)) / even))
}
