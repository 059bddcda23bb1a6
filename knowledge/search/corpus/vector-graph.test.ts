import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../../../platform/log.js'
import { shrinkVector, VectorSlab } from '../../embed/vector-slab.js'
import { testVector } from './test-vector.js'
import { GraphVectorIndex } from './vector-graph.js'
import { ExactVectorIndex } from './vector-index.js'

const COUNT = 2_000
const { signal } = new AbortController()

let folder = ''
let file = ''
const told: string[] = []
const log = { ...silentLog, warn: (_: object, message: string) => told.push(message) }
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'graph-'))
  file = join(folder, 'graph.bin')
  told.length = 0
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function slabOf(count: number, first = 0): VectorSlab {
  const slab = new VectorSlab(16)
  for (let i = 0; i < count; i++) slab.add(shrinkVector(testVector(first + i)))
  return slab
}

/** Every slot has the label that is a thousand times as much. */
async function open(slab: VectorSlab, wanted = (_slot: number) => true) {
  const exact = new ExactVectorIndex(slab)
  for (let slot = 0; slot < slab.size; slot++) {
    if (wanted(slot)) exact.link(slot * 1_000, slab, slot)
  }
  const graph = await GraphVectorIndex.open(exact, slab, file, log)
  if (graph === null) throw new Error('hnswlib-node is not installed')
  return { exact, graph }
}
const labelsOf = (index: Pick<ExactVectorIndex, 'search'>, seed: number, count = 10) =>
  index.search(testVector(seed), count).map(({ label }) => label)

describe('searching', () => {
  test('finds at least 98 % of what the exact scan finds', async () => {
    const { exact, graph } = await open(slabOf(COUNT))
    await graph.absorb(signal)

    let found = 0
    for (let query = 0; query < 100; query++) {
      const near = new Set(labelsOf(graph, query + 0.5))
      found += labelsOf(exact, query + 0.5).filter((label) => near.has(label)).length
    }

    expect(graph.waiting).toBe(0)
    expect(found / 1_000).toBeGreaterThanOrEqual(0.98)
  })

  test('finds what the graph does not know yet', async () => {
    const { exact, graph } = await open(slabOf(100))
    const absorbing = graph.absorb(AbortSignal.abort())

    expect(graph.waiting).toBe(100)
    expect(labelsOf(graph, 7)).toEqual(labelsOf(exact, 7))
    await absorbing
    await graph.absorb(signal)
    graph.add(5, testVector(500))

    expect(graph.waiting).toBe(1)
    expect(labelsOf(graph, 500, 1)).toEqual([5])
  })

  test('what was removed is found no more, and found again when it comes back', async () => {
    const slab = slabOf(50)
    const { graph } = await open(slab)
    await graph.absorb(signal)

    graph.remove(7_000)
    expect(labelsOf(graph, 7)).not.toContain(7_000)
    await graph.absorb(signal)
    expect(labelsOf(graph, 7, 50)).toHaveLength(49)
    graph.link(1, slab, 7)

    expect(labelsOf(graph, 7, 1)).toEqual([1])
    await graph.absorb(signal)
    expect(labelsOf(graph, 7, 1)).toEqual([1])
  })
})

describe('keeping', () => {
  test('is read again, and told what came and went meanwhile', async () => {
    const before = await open(slabOf(COUNT), (slot) => slot !== 3)
    await before.graph.absorb(signal)
    expect(await before.graph.write(file)).toBe(true)
    expect(await before.graph.write(file)).toBe(false)

    const { exact, graph } = await open(slabOf(COUNT + 5), (slot) => slot !== 9)
    const absorbing = graph.absorb(AbortSignal.abort())

    expect(graph.waiting).toBe(6)
    await absorbing
    await graph.absorb(signal)
    for (const seed of [3, 9, 17, COUNT + 2]) {
      expect(labelsOf(graph, seed)).toEqual(labelsOf(exact, seed))
    }
    expect(told).toEqual([])
  })

  test('a small change is not worth writing', async () => {
    const { graph } = await open(slabOf(20))
    await graph.absorb(signal)

    expect(await graph.write(file)).toBe(false)
  })

  test.each([
    { damage: 'cut off', spoil: () => truncate(file, 10_000) },
    { damage: 'missing', spoil: () => rm(file) },
    {
      damage: 'altered',
      spoil: async () => {
        const bytes = await readFile(file)
        await writeFile(file, bytes.fill(7, 20_000, 20_100))
      },
    },
    { damage: 'described by nonsense', spoil: () => writeFile(`${file}.json`, '{"format":1}') },
  ])('a graph that is $damage is told of and built again', async ({ spoil }) => {
    const before = await open(slabOf(COUNT))
    await before.graph.absorb(signal)
    await before.graph.write(file)
    await spoil()

    const { exact, graph } = await open(slabOf(COUNT))
    await graph.absorb(signal)

    expect(told).toEqual(['the graph file is damaged, and is built anew'])
    expect(labelsOf(graph, 5)).toEqual(labelsOf(exact, 5))
  })

  test('a graph of other vectors is not used', async () => {
    const before = await open(slabOf(COUNT))
    await before.graph.absorb(signal)
    await before.graph.write(file)

    const { graph } = await open(slabOf(COUNT, 40_000))
    const absorbing = graph.absorb(AbortSignal.abort())

    expect(graph.waiting).toBe(COUNT)
    await absorbing
  })
})
