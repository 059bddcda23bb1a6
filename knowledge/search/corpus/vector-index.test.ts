import { describe, expect, test } from 'vitest'
import { VectorSlab } from '../../embed/vector-slab.js'
import { testVector } from './test-vector.js'
import { cosine, ExactVectorIndex } from './vector-index.js'

function indexOf(count: number): ExactVectorIndex {
  const index = new ExactVectorIndex()
  for (let label = 0; label < count; label++) index.add(label, testVector(label))
  return index
}

describe('exact scan', () => {
  test('an empty index finds nothing', () => {
    expect(new ExactVectorIndex().search(testVector(1), 5)).toEqual([])
    expect(new ExactVectorIndex(new VectorSlab(16)).search(testVector(1), 5)).toEqual([])
  })

  test('finds the same vector first, with similarity 1', () => {
    const [first, second] = indexOf(50).search(testVector(7), 2)

    expect(first?.label).toBe(7)
    expect(first?.similarity).toBeCloseTo(1, 2)
    expect(second?.similarity).toBeLessThan(first?.similarity ?? 0)
  })

  test('gives no more than there are, nearest first', () => {
    const similarities = indexOf(5)
      .search(testVector(2), 20)
      .map(({ similarity }) => similarity)

    expect(similarities).toHaveLength(5)
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a))
  })

  test('forgets what was removed, and takes it again', () => {
    const index = indexOf(10)

    index.remove(3)
    expect(index.search(testVector(3), 10).map(({ label }) => label)).not.toContain(3)
    expect([index.has(3), index.get(3), index.similarity(3, testVector(3))]).toEqual([
      false,
      undefined,
      undefined,
    ])
    index.add(77, testVector(3))

    expect(index.search(testVector(3), 1)[0]?.label).toBe(77)
    expect(index.size).toBe(10)
  })

  test('texts that say the same share a vector, and are found both', () => {
    const slab = new VectorSlab(16)
    const index = new ExactVectorIndex(slab)
    index.add(1, testVector(1))
    index.link(2, slab, 0)

    expect(index.search(testVector(1), 5).map(({ label }) => label)).toEqual([1, 2])
    index.remove(1)
    expect(index.search(testVector(1), 5).map(({ label }) => label)).toEqual([2])
  })

  test('the similarity of a label is that of its vector', () => {
    const index = indexOf(3)
    const own = index.get(2)

    expect(index.similarity(2, testVector(9))).toBeCloseTo(
      own ? cosine(own, testVector(9)) : Number.NaN,
      // Both are rounded to whole numbers.
      2,
    )
  })
})

test('a search does not change what a label is near to, nor hide what is added after it', () => {
  const index = indexOf(3)
  const asked = testVector(9)
  const before = [0, 1, 2].map((label) => index.similarity(label, asked))
  index.search(asked, 2)
  index.add(7, testVector(9))

  expect([0, 1, 2].map((label) => index.similarity(label, asked))).toEqual(before)
  expect(index.similarity(7, asked)).toBeCloseTo(1, 2)
})

test('the cosine of a vector and its opposite is -1', () => {
  const vector = testVector(5)

  expect(
    cosine(
      vector,
      vector.map((value) => -value),
    ),
  ).toBeCloseTo(-1, 5)
})
