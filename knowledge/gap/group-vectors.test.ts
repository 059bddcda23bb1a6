import { describe, expect, test } from 'vitest'
import { testVector } from '../search/corpus/test-vector.js'
import { type Cluster, dot, groupVectors } from './group-vectors.js'

const pause = async () => {}
const at = (degrees: number): Float32Array => {
  const angle = (degrees * Math.PI) / 180
  return Float32Array.of(Math.cos(angle), Math.sin(angle))
}
const alone = (vector: Float32Array): Cluster => ({ sum: vector, size: 1 })
const group = (degrees: readonly number[], threshold: number) =>
  groupVectors(
    degrees.map((each) => alone(at(each))),
    { threshold, pause },
  )

/** The same by joining the best pair each time, as it is defined. */
function byDefinition(vectors: readonly Float32Array[], threshold: number) {
  const groups = vectors.map((_, i) => [i])
  const average = (a: readonly number[], b: readonly number[]) => {
    let sum = 0
    for (const i of a) {
      for (const j of b) sum += dot(vectors[i] ?? at(0), vectors[j] ?? at(0))
    }
    return sum / (a.length * b.length)
  }
  for (;;) {
    let best: { i: number; j: number; similarity: number } | undefined
    for (const [i, one] of groups.entries()) {
      for (const [j, other] of groups.entries()) {
        if (j >= i) break
        const similarity = average(one, other)
        if (similarity >= (best?.similarity ?? threshold)) best = { i, j, similarity }
      }
    }
    if (!best) return groups.map((each) => each.toSorted((a, b) => a - b)).toSorted(byFirst)
    groups[best.j]?.push(...(groups[best.i] ?? []))
    groups.splice(best.i, 1)
  }
}

const byFirst = (a: readonly number[], b: readonly number[]) => (a[0] ?? 0) - (b[0] ?? 0)

describe('grouping vectors', () => {
  test('joins what is alike, and leaves alone what is not', async () => {
    expect(await group([0, 90, 5, 95, 200], 0.9)).toEqual([[0, 2], [1, 3], [4]])
  })

  test('goes by the average of all pairs, so that a chain of neighbours is no group', async () => {
    // 0° and 40° are .77 apart on average, but 0° and 80° only .17: (.77 + .17) / 2 < .6.
    expect(await group([0, 40, 80], 0.6)).toHaveLength(2)
  })

  test.each([1, 2, 3, 4, 5])(
    'finds the groups of the definition, for random case %i',
    async (seed) => {
      const vectors = Array.from({ length: 60 }, (_, i) => testVector(seed * 1_000 + i, 6))

      const found = await groupVectors(vectors.map(alone), { threshold: 0.4, pause })

      expect(found).toEqual(byDefinition(vectors, 0.4))
      expect(found.length).toBeGreaterThan(1)
    },
  )

  test('begins with groups that are there as if their members had been joined', async () => {
    const pair = { sum: Float32Array.from(at(0), (x, i) => x + (at(10)[i] ?? 0)), size: 2 }

    expect(
      await groupVectors([pair, alone(at(5)), alone(at(180))], { threshold: 0.9, pause }),
    ).toEqual([[0, 1], [2]])
  })

  test('takes nothing, one, and many of the same', async () => {
    expect(await group([], 0.5)).toEqual([])
    expect(await group([7], 0.5)).toEqual([[0]])
    expect(await group([7, 7, 7, 7], 0.5)).toEqual([[0, 1, 2, 3]])
  })

  test('lets others go first again and again', async () => {
    let pauses = 0
    const vectors = Array.from({ length: 300 }, (_, i) => testVector(i, 256))

    await groupVectors(vectors.map(alone), {
      threshold: 0.9,
      pause: async () => {
        pauses++
      },
    })

    // 300 · 299 / 2 · 256 is 11 million multiplications, at most 2 million at once.
    expect(pauses).toBeGreaterThanOrEqual(5)
  })
})
