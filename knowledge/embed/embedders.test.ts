import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { FakeEmbeddings } from '@langchain/core/utils/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { cosine } from '../search/corpus/vector-index.js'
import type { Embedder } from './embedder.js'
import { fakeEmbedder } from './fake-embedder.js'
import { fromLangChain } from './langchain-embedder.js'
import { BUILT_IN_MODEL, readModelFolder } from './model-folder.js'
import { openOnnxEmbedder } from './onnx-embedder.js'

const { signal } = new AbortController()

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function openOwnFolder(): Promise<Embedder> {
  for (const name of ['model.onnx', 'tokenizer.json']) {
    await cp(join(BUILT_IN_MODEL.folder, name), join(folder, name))
  }
  await writeFile(
    join(folder, 'model.json'),
    JSON.stringify({ dimensions: 512, pooling: 'mean', batch: 4 }),
  )
  return openOnnxEmbedder({ model: await readModelFolder(folder) })
}

/** LangChain's own model for tests: every text is the same four numbers. */
const openLangChain = async () => fromLangChain(new FakeEmbeddings(), { name: 'f', dimensions: 4 })

const openWasm = () =>
  openOnnxEmbedder({ libraries: ['a-library-that-is-not-there', 'onnxruntime-web'] })

/** What everyone may rely on, whichever model is behind it. */
describe.each([
  { name: 'the built-in model', open: () => openOnnxEmbedder() },
  { name: 'the built-in model as WASM', open: openWasm },
  { name: 'a folder of the operator', open: openOwnFolder },
  { name: 'a LangChain model', open: openLangChain },
  { name: 'the fake of the tests', open: async () => fakeEmbedder() },
])('$name', ({ open }) => {
  let embedder: Embedder
  beforeAll(async () => {
    embedder = await open()
  })
  afterAll(() => embedder[Symbol.asyncDispose]())

  test('gives unit vectors of its width, whatever the text', async () => {
    const texts = ['退', '😀', 'a', '退'.repeat(5_000), 'x\u0000\u202e', '退款多久到账？ Refund?']

    for (const urgency of ['question', 'passage'] as const) {
      const vectors = await embedder.embed(texts, signal, urgency)
      expect(vectors).toHaveLength(texts.length)
      for (const vector of vectors) {
        expect(vector).toHaveLength(embedder.dimensions)
        expect(Math.hypot(...vector)).toBeCloseTo(1, 4)
      }
    }
  })

  test('gives the same text the same vector, alone and in company', async () => {
    const [alone] = await embedder.embed(['怎么退货呢'], signal, 'passage')
    const [, together] = await embedder.embed(
      ['a longer text beside it '.repeat(10), '怎么退货呢', 'b'],
      signal,
      'passage',
    )

    // A model of 8 bits that runs several at once may move a little.
    expect(alone && together ? cosine(alone, together) : 0).toBeGreaterThan(0.99)
  })

  test('asked for nothing, gives nothing', async () => {
    expect(await embedder.embed([], signal)).toEqual([])
    expect(await embedder.embed([], signal, 'passage')).toEqual([])
  })

  test('says what its vectors can be told by', () => {
    expect(embedder.fingerprint).toMatch(/^\S.{2,}/)
    expect(embedder.dimensions).toBeGreaterThan(1)
  })
})

describe('the built-in model', () => {
  let native: Embedder
  beforeAll(async () => {
    native = await openOnnxEmbedder()
  })
  afterAll(() => native[Symbol.asyncDispose]())

  async function likeness(a: string, b: string): Promise<number> {
    const [first, second] = await native.embed([a, b], signal)
    return first && second ? cosine(first, second) : Number.NaN
  }

  test('puts a question near its translation and far from another one', async () => {
    const same = await likeness('退款多久到账', 'How long does a refund take?')
    const other = await likeness('退款多久到账', 'How do I change my password?')

    expect(same).toBeGreaterThan(0.6)
    expect(other).toBeLessThan(same - 0.2)
  })

  test('knows no difference of script, width and case', async () => {
    expect(await likeness('發票怎麼開 ＡＰＰ', '发票怎么开 app')).toBeCloseTo(1, 5)
  })

  test('gives a text one vector to the last bit, whoever asks beside it', async () => {
    const [passage] = await native.embed(['怎么退货呢'], signal, 'passage')
    const questions = await Promise.all(
      ['怎么退货呢', '能开发票吗', 'where is my parcel'].map((text) =>
        native.embed([text], signal),
      ),
    )

    expect(questions[0]?.[0]).toEqual(passage)
  })

  test('stops where nobody waits', async () => {
    const stop = new AbortController()
    const asked = native.embed(['一', '二', '三'], stop.signal, 'passage')

    stop.abort()

    await expect(asked).rejects.toThrow('aborted')
  })
})

describe('where the native library does not load', () => {
  test('the WASM build gives the same vectors, and one line of the log says so', async () => {
    const told: unknown[] = []
    const log = {
      ...silentLog,
      warn: (facts: object, message: string) => told.push([facts, message]),
    }
    await using native = await openOnnxEmbedder()
    await using wasm = await openOnnxEmbedder({
      log,
      libraries: ['a-library-that-is-not-there', 'onnxruntime-web'],
    })
    const texts = [
      '退款多久到账',
      'who pays for the return',
      `退货须知\n${'七天内可退。'.repeat(40)}`,
    ]

    const [expected, actual] = await Promise.all([
      native.embed(texts, signal, 'passage'),
      wasm.embed(texts, signal, 'passage'),
    ])

    for (const [i, vector] of expected.entries()) {
      const other = actual[i]
      expect(other && cosine(vector, other)).toBeGreaterThan(0.999)
    }
    expect(wasm.fingerprint).toBe(native.fingerprint)
    expect(told).toEqual([
      [
        expect.objectContaining({ library: 'onnxruntime-web' }),
        'the native library of the embedding model does not load; a slower one stands in',
      ],
    ])
  })

  test('and no other one either, the start stops with what to do', async () => {
    const opening = openOnnxEmbedder({ libraries: ['not-there', 'not-there-either'] })

    await expect(opening).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringMatching(/not-there-either.*Run npm ci again/),
    })
  })
})
