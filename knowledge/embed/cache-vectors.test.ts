import { describe, expect, test } from 'vitest'
import { cacheVectors } from './cache-vectors.js'

const { signal } = new AbortController()

/** A model that numbers what it is asked. */
function counting() {
  const asked: string[] = []
  const embed = cacheVectors(async (texts) => {
    return texts.map((text) => Float32Array.of(asked.push(text)))
  })
  return { asked, embed }
}

describe('questions that were asked before', () => {
  test('are not asked again, and keep their vectors in the order of the texts', async () => {
    const { asked, embed } = counting()
    await embed(['a', 'b'], signal, 'question')

    const vectors = await embed(['b', 'c', 'a', 'c'], signal, 'question')

    expect(asked).toEqual(['a', 'b', 'c'])
    expect(vectors.map(([number]) => number)).toEqual([2, 3, 1, 3])
  })

  test('are forgotten after 1,000 others, unless they were asked in between', async () => {
    const { asked, embed } = counting()
    await embed(['old', 'dear'], signal, 'question')
    for (let i = 0; i < 999; i++) {
      if (i === 500) await embed(['dear'], signal, 'question')
      await embed([`other ${i}`], signal, 'question')
    }
    asked.length = 0

    await embed(['dear', 'old'], signal, 'question')

    expect(asked).toEqual(['old'])
  })

  test('are asked again once all were forgotten', async () => {
    const { asked, embed } = counting()
    await embed(['a'], signal, 'question')

    embed.forget()
    await embed(['a'], signal, 'question')

    expect(asked).toEqual(['a', 'a'])
  })

  test('that failed are asked again', async () => {
    let failure: Error | null = new Error('down')
    const embed = cacheVectors(async (texts) => {
      if (failure) throw failure
      return texts.map(() => Float32Array.of(1))
    })
    await expect(embed(['a'], signal, 'question')).rejects.toThrow('down')

    failure = null

    expect(await embed(['a'], signal, 'question')).toEqual([Float32Array.of(1)])
  })

  test('passages are not kept: each is embedded once anyway', async () => {
    const { asked, embed } = counting()

    await embed(['a'], signal, 'passage')
    await embed(['a'], signal, 'question')

    expect(asked).toEqual(['a', 'a'])
  })
})
