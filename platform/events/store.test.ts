import { describe, expect, test } from 'vitest'
import { openTestStore } from '../testing/open-test-store.js'
import type { StoredEvent } from './event-table.js'
import type { Store } from './store.js'

const happened = (topic: string, name: string) => ({ topic, name, data: {} })

async function add(store: Store, topic: string, name: string): Promise<number> {
  const { number } = await store.transact((_tx, append) => append(happened(topic, name)))
  return number
}

/** Reads `count` events from a follower, then leaves. */
async function take(source: AsyncGenerator<StoredEvent>, count: number): Promise<string[]> {
  const names: string[] = []
  for await (const { name } of source) {
    names.push(name)
    if (names.length === count) break
  }
  return names
}

describe('the event log', () => {
  test('numbers events in the order of their commits, and never uses a number again', async () => {
    await using store = await openTestStore()
    const first = await add(store, 'a', 'one')
    const failed = store.transact(async (_tx, append) => {
      await append(happened('a', 'lost'))
      throw new Error('stop')
    })
    await expect(failed).rejects.toThrow('stop')

    const second = await add(store, 'a', 'two')

    expect(second).toBeGreaterThan(first)
    expect((await store.readAfter(0)).map(({ name }) => name)).toEqual(['one', 'two'])
    expect(await store.lastNumber()).toBe(second)
  })

  test('first tells a follower what it missed, then what comes, each once', async () => {
    await using store = await openTestStore()
    await add(store, 'a', 'one')
    await add(store, 'a', 'two')
    const stop = new AbortController()

    const following = take(store.follow(1, stop.signal), 3)
    await add(store, 'a', 'three')
    await add(store, 'a', 'four')

    expect(await following).toEqual(['two', 'three', 'four'])
  })

  test('tells a follower only its topic', async () => {
    await using store = await openTestStore()
    const stop = new AbortController()
    await add(store, 'b', 'before')

    const following = take(store.follow(0, stop.signal, 'a'), 2)
    await add(store, 'a', 'one')
    await add(store, 'b', 'other')
    await add(store, 'a', 'two')

    expect(await following).toEqual(['one', 'two'])
  })

  test('catches up over more events than one page holds', async () => {
    await using store = await openTestStore()
    await store.transact(async (_tx, append) => {
      for (let i = 0; i < 2_500; i++) await append(happened('a', `event-${i}`))
    })

    const names = await take(store.follow(0, new AbortController().signal), 2_500)

    expect(new Set(names).size).toBe(2_500)
    expect(names.at(-1)).toBe('event-2499')
  })

  test('ends a follower when its signal aborts', async () => {
    await using store = await openTestStore()
    const stop = new AbortController()
    const following = take(store.follow(0, stop.signal), 1)

    stop.abort()

    expect(await following).toEqual([])
  })

  test('keeps what was committed apart from a listener that fails', async () => {
    const reported: unknown[] = []
    const report = (cause: unknown) => reported.push(cause)
    await using store = await openTestStore([], undefined, ':memory:', report)
    const heard: string[] = []
    store.listen(({ name }) => {
      throw new Error(`deaf to ${name}`)
    })
    store.listen(({ name }) => heard.push(name))

    const number = await add(store, 'a', 'one')

    expect(number).toBe(1)
    expect(heard).toEqual(['one'])
    expect(reported).toEqual([new Error('deaf to one')])
  })

  test('tells nobody of an event whose transaction failed', async () => {
    await using store = await openTestStore()
    const heard: string[] = []
    store.listen(({ name }) => heard.push(name))

    await store
      .transact(async (_tx, append) => {
        await append(happened('a', 'lost'))
        throw new Error('stop')
      })
      .catch(() => undefined)
    await add(store, 'a', 'kept')

    expect(heard).toEqual(['kept'])
  })
})
