import { copyFile, mkdtemp, rm, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { cosine } from '../search/vector-index.js'
import { BUILT_IN_MODEL, openOnnxEmbedder } from './onnx-embedder.js'

const { signal } = new AbortController()
const embedder = await openOnnxEmbedder()
afterAll(() => embedder[Symbol.asyncDispose]())

async function likeness(a: string, b: string): Promise<number> {
  const [first, second] = await embedder.embed([a, b], signal)
  return first && second ? cosine(first, second) : Number.NaN
}

describe('the built-in model', () => {
  test('puts a question near its translation and far from another one', async () => {
    const same = await likeness('退款多久到账', 'How long does a refund take?')
    const other = await likeness('退款多久到账', 'How do I change my password?')

    expect(same).toBeGreaterThan(0.6)
    expect(other).toBeLessThan(same - 0.2)
  })

  test('knows no difference of script, width and case', async () => {
    expect(await likeness('發票怎麼開 ＡＰＰ', '发票怎么开 app')).toBeCloseTo(1, 5)
  })

  test('gives unit vectors of its width, whatever the text', async () => {
    const texts = ['', '😀', 'a', '退'.repeat(5_000), '\u0000\u202e']

    const vectors = await embedder.embed(texts, signal, 'passage')

    for (const vector of vectors) {
      expect(vector).toHaveLength(embedder.dimensions)
      expect(Math.hypot(...vector)).toBeCloseTo(1, 4)
    }
  })

  test('asked together or alone, a text has all but the same vector', async () => {
    const [alone] = await embedder.embed(['怎么退货呢'], signal, 'passage')
    const [together] = await embedder.embed(
      ['怎么退货呢', 'a much longer text beside it '.repeat(10)],
      signal,
      'passage',
    )

    expect(alone && together ? cosine(alone, together) : 0).toBeGreaterThan(0.99)
  })
})

describe('a model that is not right', () => {
  test.each([
    {
      what: 'is missing',
      spoil: (folder: string) => rm(join(folder, 'model.onnx')),
      says: 'cannot be read',
    },
    {
      what: 'was cut off',
      spoil: (folder: string) => truncate(join(folder, 'model.onnx'), 1_000),
      says: '1000 bytes',
    },
  ])('stops the start in a sentence when its file $what', async ({ spoil, says }) => {
    const folder = await mkdtemp(join(tmpdir(), 'model-'))
    for (const name of ['model.onnx', 'tokenizer.json']) {
      await copyFile(join(BUILT_IN_MODEL.folder, name), join(folder, name))
    }
    await spoil(folder)

    const opening = openOnnxEmbedder({ ...BUILT_IN_MODEL, folder })

    await expect(opening).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringContaining(says),
    })
    await rm(folder, { recursive: true })
  })
})
