import { setImmediate as tick } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { ModelInput } from './model-session.js'
import { type QueueOptions, queueTexts } from './queue-texts.js'

const { signal } = new AbortController()
const text = (...ids: number[]): ModelInput => ({ ids, wantsTokens: false })
const texts = (...ids: number[]) => ids.map((id) => text(id))

/** A model that gives each text its own number back, and keeps what happened to it. */
function scripted(options: Partial<QueueOptions> = {}) {
  const told: string[] = []
  const model = { failure: null as Error | null }
  const queue = queueTexts({
    async open() {
      told.push('open')
      return {
        async run(batch) {
          told.push(`run ${batch.map(({ ids: [id] }) => id).join(' ')}`)
          await tick()
          if (model.failure) throw model.failure
          return batch.map(({ ids }) => ({ vector: Float32Array.from(ids), tokens: null }))
        },
        async close() {
          told.push('close')
        },
      }
    },
    atOnce: 1,
    sessions: 1,
    rest: null,
    ...options,
  })
  return { told, queue, model }
}

describe('texts in a queue', () => {
  test('run one by one, and each gets its own vector', async () => {
    const { told, queue } = scripted()

    const all = await Promise.all([queue.add(texts(1), signal), queue.add(texts(2, 3), signal)])

    expect(told).toEqual(['open', 'run 1', 'run 2', 'run 3'])
    expect(all.flat().map(({ vector: [id] }) => id)).toEqual([1, 2, 3])
  })

  test('of one moment run together where the model allows', async () => {
    const { told, queue } = scripted({ atOnce: 8 })

    await Promise.all([1, 2, 3].map((id) => queue.add(texts(id), signal)))

    expect(told).toEqual(['open', 'run 1 2 3'])
  })

  test('get their vectors in their order, however they were run', async () => {
    const { queue } = scripted({ atOnce: 2 })

    const outputs = await queue.add([text(3, 3, 3), text(1), text(2, 2)], signal)

    expect(outputs.map(({ vector: [id] }) => id)).toEqual([3, 1, 2])
  })

  test('that nobody waits for are not run', async () => {
    const { told, queue } = scripted()
    const stop = new AbortController()

    const gone = queue.add(texts(1), stop.signal)
    stop.abort()

    await expect(gone).rejects.toThrow('aborted')
    await queue.add(texts(2), signal)
    expect(told).toEqual(['open', 'run 2'])
  })

  test('fail with the model, which is loaded again for the next', async () => {
    const { told, queue, model } = scripted()
    model.failure = new Error('out of memory')
    await expect(queue.add(texts(1), signal)).rejects.toThrow('out of memory')

    model.failure = null

    expect(await queue.add(texts(2), signal)).toHaveLength(1)
    expect(told).toEqual(['open', 'run 1', 'close', 'open', 'run 2'])
  })

  test('all fail when no model can be loaded, and the next may be luckier', async () => {
    let failure: Error | null = new Error('no memory')
    const run = async (batch: readonly ModelInput[]) =>
      batch.map(() => ({ vector: new Float32Array(1), tokens: null }))
    const queue = queueTexts({
      async open() {
        if (failure) throw failure
        return { run, close: async () => {} }
      },
      atOnce: 1,
      sessions: 1,
      rest: null,
    })

    const both = await Promise.allSettled([
      queue.add(texts(1), signal),
      queue.add(texts(2), signal),
    ])
    failure = null

    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await queue.add(texts(3), signal)).toHaveLength(1)
  })

  test('that are many are shared by two models', async () => {
    const { told, queue } = scripted({ sessions: 2 })

    await queue.add(texts(...Array.from({ length: 40 }, (_, i) => i)), signal)
    expect(told.filter((event) => event === 'open')).toHaveLength(1)
    await queue.add(texts(...Array.from({ length: 5_100 }, (_, i) => i)), signal)
    await queue.add(texts(1, 2, 3, 4), signal)

    expect(told.filter((event) => event === 'open')).toHaveLength(2)
  })

  test('that are many are shared by two models, also when they come in parts', async () => {
    const { told, queue } = scripted({ sessions: 2, atOnce: 100, rest: 10_000 })

    for (let part = 0; part < 60; part++) {
      await queue.add(texts(...Array.from({ length: 200 }, (_, i) => i)), signal)
    }
    await queue.close()

    expect(told.filter((event) => event === 'open')).toHaveLength(2)
  })

  test('leave a model without work, which is freed', async () => {
    const { told, queue } = scripted({ rest: 1 })

    await queue.add(texts(1), signal)

    await vi.waitFor(() => expect(told).toEqual(['open', 'run 1', 'close']))
    await queue.add(texts(2), signal)
    expect(told.slice(3, 5)).toEqual(['open', 'run 2'])
  })

  test('are refused after closing', async () => {
    const { told, queue } = scripted()
    await queue.add(texts(1), signal)

    const waiting = queue.add(texts(2, 3), signal)
    const refused = expect(waiting).rejects.toThrow('closed')
    await queue.close()

    await refused
    await expect(queue.add(texts(4), signal)).rejects.toThrow('closed')
    expect(told.at(-1)).toBe('close')
  })
})
