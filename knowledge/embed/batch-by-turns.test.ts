import { describe, expect, test } from 'vitest'
import { batchByTurns, type EncodedText } from './batch-by-turns.js'

const { signal } = new AbortController()
const text = (id: number): EncodedText => ({ ids: [id] })

/** A model that gives each text its own id back, and keeps its batches. */
function scripted() {
  const batches: number[][] = []
  const run = async (batch: readonly EncodedText[]) => {
    batches.push(batch.map(({ ids }) => ids[0] ?? 0))
    return batch.map(({ ids }) => Float32Array.from(ids))
  }
  return { batches, queue: batchByTurns(run) }
}

describe('batching', () => {
  test('questions of one moment share a batch', async () => {
    const { batches, queue } = scripted()

    const all = await Promise.all([1, 2, 3].map((id) => queue.add([text(id)], signal, 'question')))

    expect(batches).toEqual([[1, 2, 3]])
    expect(all.map(([vector]) => vector?.[0])).toEqual([1, 2, 3])
  })

  test('a question overtakes the passages that wait', async () => {
    const { batches, queue } = scripted()

    const passages = queue.add(
      Array.from({ length: 20 }, (_, i) => text(100 + i)),
      signal,
      'passage',
    )
    await Promise.resolve()
    await queue.add([text(1)], signal, 'question')
    await passages

    expect(batches.findIndex((batch) => batch.includes(1))).toBeLessThanOrEqual(1)
  })

  test('what nobody waits for is not run', async () => {
    const { batches, queue } = scripted()
    const stop = new AbortController()

    const gone = queue.add([text(1)], stop.signal, 'question')
    stop.abort()

    await expect(gone).rejects.toThrow('aborted')
    await queue.add([text(2)], signal, 'question')
    expect(batches).toEqual([[2]])
  })

  test('a model that fails fails those who asked, and serves the next', async () => {
    let broken = true
    const queue = batchByTurns(async (batch) => {
      if (broken) throw new Error('out of memory')
      return batch.map(({ ids }) => Float32Array.from(ids))
    })

    await expect(queue.add([text(1)], signal, 'question')).rejects.toThrow('out of memory')
    broken = false

    expect(await queue.add([text(2)], signal, 'question')).toHaveLength(1)
  })

  test('after closing, nothing is taken', async () => {
    const { queue } = scripted()

    await queue.close()

    await expect(queue.add([text(1)], signal, 'question')).rejects.toThrow('closed')
  })
})
