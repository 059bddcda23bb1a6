import { setImmediate as tick } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import { SECOND } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { fakeEmbedder } from './fake-embedder.js'
import { steadyEmbedder } from './steady-embedder.js'

const { signal } = new AbortController()
const DOWN = new Fault('upstream-down', 'no route to host')

function open(retries = Number.POSITIVE_INFINITY) {
  const told: string[] = []
  const log = { ...silentLog, warn: (_: object, message: string) => told.push(message) }
  const clock = fixedClock()
  const inner = fakeEmbedder()
  const calls = { count: 0 }
  const counted = {
    ...inner,
    async embed(...args: Parameters<typeof inner.embed>) {
      calls.count++
      return inner.embed(...args)
    },
  }
  return { told, clock, inner, calls, embedder: steadyEmbedder(counted, { clock, log, retries }) }
}

const FAILS = 'the embedding model fails; words answer alone until it answers again'
const ANSWERS = 'the embedding model answers again'

describe('a model that cannot be reached', () => {
  test('is told once, and once when it answers again', async () => {
    const { told, clock, inner, embedder } = open()
    inner.failure = DOWN
    for (const text of ['a', 'b', 'c']) {
      await expect(embedder.embed([text], signal)).rejects.toThrow('no route to host')
      clock.advance(11 * SECOND)
    }
    inner.failure = null

    await embedder.embed(['d'], signal)
    await embedder.embed(['e'], signal)

    expect(told).toEqual([FAILS, ANSWERS])
  })

  test('is not asked again while it rests, so that no customer waits for it', async () => {
    const { clock, inner, calls, embedder } = open()
    inner.failure = DOWN
    await expect(embedder.embed(['a'], signal)).rejects.toThrow()

    await expect(embedder.embed(['b'], signal)).rejects.toMatchObject({ code: 'upstream-down' })
    expect(calls.count).toBe(1)
    clock.advance(10 * SECOND)
    await expect(embedder.embed(['c'], signal)).rejects.toThrow()

    expect(calls.count).toBe(2)
  })

  test('gets the passages when it is back, without anyone asking again', async () => {
    const { told, clock, inner, calls, embedder } = open()
    inner.failure = DOWN
    const passages = embedder.embed(['退款'], signal, 'passage')
    await vi.waitFor(() => expect(told).toEqual([FAILS]))
    clock.advance(10 * SECOND)
    await vi.waitFor(() => expect(calls.count).toBe(2))
    await tick()
    inner.failure = null
    clock.advance(20 * SECOND)

    expect(await passages).toHaveLength(1)
    expect(told).toEqual([FAILS, ANSWERS])
  })

  test('ends a command after the tries that it has', async () => {
    const { told, clock, inner, calls, embedder } = open(1)
    inner.failure = DOWN
    const passages = expect(embedder.embed(['a'], signal, 'passage')).rejects.toThrow('no route')
    await vi.waitFor(() => expect(told).toEqual([FAILS]))

    clock.advance(10 * SECOND)

    await passages
    expect(calls.count).toBe(2)
  })

  test('lets passages go when the service stops', async () => {
    const { told, inner, embedder } = open()
    const stop = new AbortController()
    inner.failure = DOWN
    const passages = embedder.embed(['a'], stop.signal, 'passage')
    await vi.waitFor(() => expect(told).toEqual([FAILS]))

    stop.abort()

    await expect(passages).rejects.toThrow('aborted')
  })
})

test('a model that is set up wrongly is not tried again', async () => {
  const { inner, calls, embedder } = open()
  inner.failure = new Fault('misconfigured', 'another width')

  await expect(embedder.embed(['a'], signal, 'passage')).rejects.toThrow('another width')

  expect(calls.count).toBe(1)
})

test('a customer who leaves says nothing of the model, a limit that ran out does', async () => {
  const { told, inner, embedder } = open()
  inner.failure = DOWN
  const left = AbortSignal.abort()
  const late = AbortSignal.abort(new DOMException('too late', 'TimeoutError'))

  await expect(embedder.embed(['a'], left)).rejects.toThrow()
  expect(told).toEqual([])
  await expect(embedder.embed(['b'], late)).rejects.toThrow()

  expect(told).toEqual([FAILS])
})
