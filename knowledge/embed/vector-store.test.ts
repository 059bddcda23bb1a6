import { mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { VectorStore } from './vector-store.js'

let folder = ''
let file = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vectors-'))
  file = join(folder, 'index', 'vectors.bin')
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (fingerprint = 'one', log = silentLog) => VectorStore.open(file, fingerprint, 2, log)
const A = Float32Array.of(1, 0)
const B = Float32Array.of(0, 1)

describe('keeping vectors', () => {
  test('finds them at once, and after a restart', async () => {
    const store = await open()
    await store.add([['a', A]])
    await store.add([['b', B]])

    const again = await open()

    expect(store.get('a')).toEqual(A)
    expect([again.get('a'), again.get('b'), again.get('c')]).toEqual([A, B, undefined])
  })

  test('another model begins anew', async () => {
    await (await open()).add([['a', A]])

    expect((await open('two')).get('a')).toBeUndefined()
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
    expect([again.get('a'), again.get('b'), again.get('c')]).toEqual([A, undefined, B])
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
    expect((await readFile(file, 'latin1')).startsWith('{"format":1')).toBe(true)
  })
})
