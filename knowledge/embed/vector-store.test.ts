import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { keyOf, VectorStore } from './vector-store.js'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vectors-'))
  file = join(folder, 'index', 'vectors.bin')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (fingerprint = 'one', log = silentLog, mayWrite = true) =>
  VectorStore.open({ file, fingerprint, dimensions: 2, mayWrite }, log)
const vectorOf = (store: VectorStore, text: string) => {
  const slot = store.slotOf(keyOf(text))
  return slot === undefined ? undefined : store.slab.vector(slot)
}
const A = Float32Array.of(1, 0)
const B = Float32Array.of(0, 1)

describe('keeping vectors', () => {
  test('finds them at once, and after a restart', async () => {
    const store = await open()
    await store.add([['a', A]])
    await store.add([['b', B]])

    const again = await open()

    expect(vectorOf(store, 'a')).toEqual(A)
    expect([vectorOf(again, 'a'), vectorOf(again, 'b'), vectorOf(again, 'c')]).toEqual([
      A,
      B,
      undefined,
    ])
  })

  test('another model begins anew', async () => {
    await (await open()).add([['a', A]])

    expect(vectorOf(await open('two'), 'a')).toBeUndefined()
    expect((await open('one')).size).toBe(0)
  })

  test('a record that was cut off is dropped, and the next one stands after it', async () => {
    await (await open()).add([
      ['a', A],
      ['b', B],
    ])
    await truncate(file, (await stat(file)).size - 3)

    const store = await open()
    await store.add([['c', B]])

    const again = await open()
    expect([vectorOf(again, 'a'), vectorOf(again, 'b'), vectorOf(again, 'c')]).toEqual([
      A,
      undefined,
      B,
    ])
  })

  test('a folder that cannot be made is a clear sentence', async () => {
    await writeFile(join(folder, 'index'), 'a file where the folder should be')

    await expect(open()).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringContaining('set KEFU_DATA to another folder'),
    })
  })

  test('a file of something else is replaced, and the log says so', async () => {
    await open()
    await writeFile(file, 'something else entirely, and long enough to be read as a header line')
    const told: string[] = []

    const store = await open('one', { ...silentLog, warn: (_, message) => told.push(message) })
    await store.add([['a', A]])

    expect(told).toEqual(['the kept vectors are of another model or damaged, and are made again'])
    expect((await readFile(file, 'latin1')).startsWith('{"format":2')).toBe(true)
  })

  test('rounds each number to one of 255 steps', async () => {
    const store = await VectorStore.open(
      { file, fingerprint: 'one', dimensions: 512, mayWrite: true },
      silentLog,
    )
    const values = Array.from({ length: 512 }, (_, i) => Math.sin(i * 78.233))
    const length = Math.hypot(...values)
    const vector = Float32Array.from(values, (value) => value / length)
    await store.add([['a', vector]])

    expect(store.slab.similarity(0, vector)).toBeCloseTo(1, 3)
    expect(
      store.slab.similarity(
        0,
        vector.map((value) => -value),
      ),
    ).toBeCloseTo(-1, 3)
    expect(
      Math.max(...store.slab.vector(0).map((value, i) => value - (vector[i] ?? 0))),
    ).toBeLessThan(Math.max(...vector) / 250)
  })

  test('keeps a text once, however often it is added', async () => {
    const store = await open()
    await store.add([['a', A]])
    await store.add([['a', A]])

    expect((await open()).slab.size).toBe(1)
  })

  test('a process that may not write leaves the file as it is, torn or of another model', async () => {
    await (await open()).add([['a', A]])
    await appendFile(file, 'torn')
    const before = await readFile(file)

    const reader = await open('one', silentLog, false)
    await reader.add([['b', B]])
    await open('two', silentLog, false)

    expect([vectorOf(reader, 'a'), vectorOf(reader, 'b')]).toEqual([A, B])
    expect(await readFile(file)).toEqual(before)
  })
})
