import { expect, test } from 'vitest'
import { silentLog } from '../../../platform/log.js'
import { fakeEmbedder } from '../../embed/fake-embedder.js'
import { cosine } from '../corpus/vector-index.js'
import { questionVector } from './question-vector.js'

const { signal } = new AbortController()

async function vectorsOf(...texts: readonly string[]) {
  return fakeEmbedder().embed(texts, signal)
}

test('without a gloss, the question is the same for texts of either language', async () => {
  const others = { rephrased: '退款多久', gloss: '' }

  const vector = await questionVector('退款多久', fakeEmbedder(), others, silentLog, signal)

  expect(vector?.foreign).toBe(vector?.own)
})

test('the gloss moves it towards texts of the other language, and not towards its own', async () => {
  const asked = 'how long does a refund take'
  const others = { rephrased: asked, gloss: '多久退款' }

  const vector = await questionVector(asked, fakeEmbedder(), others, silentLog, signal)

  const [own, gloss] = await vectorsOf(asked, '多久退款')
  if (!vector || !own || !gloss) throw new Error('The fake embedder gave nothing.')
  expect(cosine(vector.own, own)).toBeCloseTo(1)
  expect(cosine(vector.foreign, gloss)).toBeGreaterThan(cosine(vector.own, gloss))
  expect(cosine(vector.foreign, vector.foreign)).toBeCloseTo(1)
})

test('a model that fails leaves the words', async () => {
  const broken = { embed: () => Promise.reject(new Error('gone')) }

  const vector = await questionVector('x', broken, { rephrased: 'x', gloss: '' }, silentLog, signal)

  expect(vector).toBeNull()
})
