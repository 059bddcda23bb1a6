import { expect, test } from 'vitest'
import { fakeEmbedder } from '../embed/fake-embedder.js'
import { TimedEmbedder } from './timed-embedder.js'

const { signal } = new AbortController()

test('gives what the model gives, and tells that it was waited for', async () => {
  const model = fakeEmbedder()
  const timed = new TimedEmbedder(model)

  const vectors = await timed.embed(['退款'], signal)

  expect(vectors).toEqual(await model.embed(['退款'], signal))
  expect(timed).toMatchObject({ dimensions: model.dimensions, fingerprint: model.fingerprint })
  expect(timed.spent).toBeGreaterThan(0)
})

test('counts the wait for a model that fails', async () => {
  const model = fakeEmbedder()
  model.failure = new Error('gone')
  const timed = new TimedEmbedder(model)

  await expect(timed.embed(['退款'], signal)).rejects.toThrow('gone')

  expect(timed.spent).toBeGreaterThan(0)
})
