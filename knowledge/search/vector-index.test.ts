import { describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { cosine, ExactVectorIndex, loadGraph, type VectorIndex } from './vector-index.js'

const WIDTH = 16

/** A unit vector that is the same for the same seed. */
function vectorOf(seed: number): Float32Array {
  const values = Array.from({ length: WIDTH }, (_, i) => Math.sin(seed * 12.9898 + i * 78.233))
  const length = Math.hypot(...values)
  return Float32Array.from(values, (value) => value / length)
}

const newGraph = await loadGraph(silentLog)
const kinds: readonly { kind: string; make: () => VectorIndex }[] = [
  { kind: 'exact scan', make: () => new ExactVectorIndex() },
  ...(newGraph ? [{ kind: 'graph', make: () => newGraph(WIDTH) }] : []),
]

describe.each(kinds)('$kind', ({ make }) => {
  test('an empty index finds nothing', () => {
    expect(make().search(vectorOf(1), 5)).toEqual([])
  })

  test('finds the same vector first, with similarity 1', () => {
    const index = make()
    for (let label = 0; label < 50; label++) index.add(label, vectorOf(label))

    const [first, second] = index.search(vectorOf(7), 2)

    expect(first?.label).toBe(7)
    expect(first?.similarity).toBeCloseTo(1, 5)
    expect(second?.similarity).toBeLessThan(1)
  })

  test('gives no more than there are, nearest first', () => {
    const index = make()
    for (let label = 0; label < 5; label++) index.add(label, vectorOf(label))

    const similarities = index.search(vectorOf(2), 20).map(({ similarity }) => similarity)

    expect(similarities).toHaveLength(5)
    expect(similarities).toEqual(similarities.toSorted((a, b) => b - a))
  })

  test('forgets what was removed, and takes its place again', () => {
    const index = make()
    for (let label = 0; label < 10; label++) index.add(label, vectorOf(label))

    index.remove(3)
    expect(index.search(vectorOf(3), 10).map(({ label }) => label)).not.toContain(3)
    index.add(77, vectorOf(3))

    expect(index.search(vectorOf(3), 1)[0]?.label).toBe(77)
    expect(index.size).toBe(10)
  })

  test('grows past its first size', () => {
    const index = make()
    for (let label = 0; label < 3_000; label++) index.add(label, vectorOf(label))

    expect(index.search(vectorOf(2_999), 1)[0]?.label).toBe(2_999)
  })
})

test.runIf(newGraph)('the graph finds at least 98 % of what the exact scan finds', () => {
  const exact = new ExactVectorIndex()
  const graph = newGraph?.(WIDTH)
  for (let label = 0; label < 3_000; label++) {
    exact.add(label, vectorOf(label))
    graph?.add(label, vectorOf(label))
  }

  let found = 0
  for (let query = 0; query < 100; query++) {
    const near = new Set(graph?.search(vectorOf(query + 0.5), 10).map(({ label }) => label))
    found += exact.search(vectorOf(query + 0.5), 10).filter(({ label }) => near.has(label)).length
  }

  expect(found / 1_000).toBeGreaterThanOrEqual(0.98)
})

test('the cosine of a vector and its opposite is -1', () => {
  const vector = vectorOf(5)

  expect(
    cosine(
      vector,
      vector.map((value) => -value),
    ),
  ).toBeCloseTo(-1, 5)
})
