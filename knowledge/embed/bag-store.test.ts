import { mkdtemp, readFile, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { bagOf } from '../search/corpus/token-bag.js'
import { BagStore, type BagStoreOptions, bagKey } from './bag-store.js'

const WIDTH = 4
const bag = (...ids: number[]) =>
  bagOf([{ ids, vectors: Float32Array.from(ids.flatMap((id) => [1, id / 10, 0, 0])) }], WIDTH)

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bags-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const open = (more: Partial<BagStoreOptions> = {}) =>
  BagStore.open(
    {
      file: join(folder, 'tokens.bin'),
      fingerprint: 'model 1',
      dimensions: WIDTH,
      mayWrite: true,
      ...more,
    },
    silentLog,
  )

describe('bags on disk', () => {
  test('are the same after a restart, to the last bit', async () => {
    const one = bag(3, 1, 2, 3)
    {
      await using store = await open()
      await store.add(bagKey(['a', 'b']), one)
      await store.add(bagKey(['c']), bag())
    }
    await using store = await open()

    expect(store.get(bagKey(['a', 'b']))).toEqual(one)
    expect(store.get(bagKey(['c']))?.ids).toHaveLength(0)
    expect(store.get(bagKey(['b', 'a']))).toBeUndefined()
  })

  test('of another model are made again', async () => {
    {
      await using store = await open()
      await store.add(bagKey(['a']), bag(1))
    }
    await using store = await open({ fingerprint: 'model 2' })

    expect(store.has(bagKey(['a']))).toBe(false)
  })

  test('lose a torn record and keep those before it', async () => {
    const file = join(folder, 'tokens.bin')
    {
      await using store = await open()
      await store.add(bagKey(['a']), bag(1))
      await store.add(bagKey(['b']), bag(2, 3))
    }
    await truncate(file, (await readFile(file)).length - 3)
    {
      await using store = await open()
      expect(store.has(bagKey(['b']))).toBe(false)
      await store.add(bagKey(['c']), bag(4))
    }
    await using store = await open()

    expect(store.get(bagKey(['a']))).toEqual(bag(1))
    expect(store.get(bagKey(['c']))).toEqual(bag(4))
  })

  test('are not written by a process that only reads, which keeps its own', async () => {
    await (await open())[Symbol.asyncDispose]()
    const before = await readFile(join(folder, 'tokens.bin'))
    await using store = await open({ mayWrite: false })

    await store.add(bagKey(['a']), bag(1))

    expect(store.get(bagKey(['a']))).toEqual(bag(1))
    expect(await readFile(join(folder, 'tokens.bin'))).toEqual(before)
  })
})
