import { cp, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  BUILT_IN_MODEL,
  type ModelDescription,
  readKnownModel,
  readModelFolder,
} from './model-folder.js'
import { openOnnxEmbedder } from './onnx-embedder.js'
import { writeTinyModel } from './tiny-model.js'

const { signal } = new AbortController()

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'model-'))
})
afterEach(() => rm(folder, { recursive: true }))

async function embedWith(
  described: Partial<ModelDescription>,
  text: string,
  urgency: 'question' | 'passage' = 'passage',
): Promise<number[]> {
  await writeTinyModel(folder, described)
  await using embedder = await openOnnxEmbedder({ model: await readModelFolder(folder) })
  const [vector] = await embedder.embed([text], signal, urgency)
  return [...(vector ?? [])].map((value) => Number(value.toFixed(4)))
}

// The tiny model: left is (4 0 0), up is (0 4 0), query (0 0 -4), passage (0 0 4), and the token
// that closes each text (0 0 2).
describe("an operator's own model", () => {
  test.each([
    { pooling: 'cls', vector: [1, 0, 0], why: 'left, the first' },
    { pooling: 'last', vector: [0, 0, 1], why: 'the token that closes' },
    { pooling: 'mean', vector: [0.6667, 0.6667, 0.3333], why: '(4 4 2) of length 6' },
  ] as const)('is pooled by $pooling: $why', async ({ pooling, vector }) => {
    expect(await embedWith({ pooling }, 'left up')).toEqual(vector)
  })

  test.each([
    { pooling: 'last', vector: [0, 0, 1] },
    // (4 0 2) of length 4.4721
    { pooling: 'mean', vector: [0.8944, 0, 0.4472] },
  ] as const)('in a batch, no padding takes part by $pooling', async ({ pooling, vector }) => {
    await writeTinyModel(folder, { pooling, batch: 4 })
    await using embedder = await openOnnxEmbedder({ model: await readModelFolder(folder) })

    const [short] = await embedder.embed(['left', 'up up up up'], signal, 'passage')

    expect([...(short ?? [])].map((value) => Number(value.toFixed(4)))).toEqual(vector)
  })

  test('is given its prefixes', async () => {
    const prefixes = {
      pooling: 'cls',
      questionPrefix: 'query ',
      passagePrefix: 'passage ',
    } as const

    expect(await embedWith(prefixes, 'left', 'question')).toEqual([0, 0, -1])
    expect(await embedWith(prefixes, 'left', 'passage')).toEqual([0, 0, 1])
  })

  test('is given folded text, or the text as it is', async () => {
    expect(await embedWith({ pooling: 'cls', fold: true }, 'LEFT')).toEqual([1, 0, 0])
    expect(await embedWith({ pooling: 'cls', fold: false }, 'LEFT')).toEqual([0, 0, 1])
  })

  test('reads as much as it says, and always its closing token', async () => {
    const text = `${'left '.repeat(7)}${'up '.repeat(50)}`

    // Seven times (4 0 0) and once (0 0 2): (28 0 2) of length 28.0713.
    expect(await embedWith({ pooling: 'mean', maxTokens: 8 }, text)).toEqual([0.9975, 0, 0.0712])
  })

  test('gives its tokens where a tokens.bin says how', async () => {
    await writeTinyModel(folder, { pooling: 'cls' })
    // Of three numbers, the first two.
    await writeFile(
      join(folder, 'tokens.bin'),
      new Uint8Array(Float32Array.of(1, 0, 0, 1, 0, 0).buffer),
    )
    const model = await readModelFolder(folder)
    await using embedder = await openOnnxEmbedder({ model })

    const [question] = (await embedder.tokens?.embed(['left up up'], signal)) ?? []
    const [passage] = (await embedder.tokens?.embed(['left up up'], signal, 'passage')) ?? []

    expect(embedder.tokens?.dimensions).toBe(2)
    expect([...(question?.tokens.vectors ?? [])]).toEqual([1, 0, 0, 1, 0, 1])
    expect(question?.tokens.ids).toHaveLength(3)
    expect(passage).toEqual(question)
    expect([...(question?.vector ?? [])]).toEqual([1, 0, 0])
  })

  test('has the same vectors of texts with a tokens.bin and without', async () => {
    await writeTinyModel(folder)
    const { fingerprint } = await readModelFolder(folder)
    await writeFile(join(folder, 'tokens.bin'), new Uint8Array(12))

    expect((await readModelFolder(folder)).fingerprint).toBe(fingerprint)
  })

  test('is another model when any of its files changes', async () => {
    await writeTinyModel(folder)
    const { fingerprint } = await readModelFolder(folder)

    await writeTinyModel(folder, { questionPrefix: 'query ' })
    const prefixed = (await readModelFolder(folder)).fingerprint
    await writeTinyModel(folder)
    await writeFile(join(folder, 'model.onnx_data'), 'more weights')
    const larger = (await readModelFolder(folder)).fingerprint

    expect(new Set([fingerprint, prefixed, larger]).size).toBe(3)
  })
})

describe('a model that is not right stops the start in a sentence', () => {
  async function sentence(): Promise<unknown> {
    const opening = readModelFolder(folder).then(async (model) => {
      await (await openOnnxEmbedder({ model }))[Symbol.asyncDispose]()
    })
    return opening.catch((cause: unknown) => cause)
  }
  const edit = (name: string, text: string) => writeFile(join(folder, name), text)

  test.each([
    {
      what: 'no model.onnx',
      spoil: () => rm(join(folder, 'model.onnx')),
      says: /model\.onnx cannot be read .*KEFU_EMBEDDER/,
    },
    {
      what: 'a tokens.bin that is cut off',
      spoil: () => edit('tokens.bin', 'short'),
      says: /tokens\.bin has 5 bytes, .*for each of 3/,
    },
    {
      what: 'no model.json',
      spoil: () => rm(join(folder, 'model.json')),
      says: /model\.json cannot be read/,
    },
    {
      what: 'a model.onnx that was cut off',
      spoil: () => truncate(join(folder, 'model.onnx'), 60),
      says: /model\.onnx cannot be loaded .*cut off/,
    },
    {
      what: 'a tokenizer.json that was cut off',
      spoil: () => truncate(join(folder, 'tokenizer.json'), 60),
      says: /tokenizer\.json cannot be read/,
    },
    {
      what: 'a tokenizer.json of another kind',
      spoil: () => edit('tokenizer.json', '{"model":{"type":"Unheard"}}'),
      says: /tokenizer\.json cannot be used/,
    },
    {
      what: 'another width than it says',
      spoil: () => writeTinyModel(folder, { dimensions: 384 }),
      says: /gives vectors of 3 numbers, and its model\.json says 384\. Write "dimensions": 3/,
    },
    {
      what: 'a description of something else',
      spoil: () => edit('model.json', '{"dimensions":3,"pooling":"max"}'),
      says: /does not describe a model \(pooling: /,
    },
    {
      what: 'a description with a mistyped name',
      spoil: () => edit('model.json', '{"dimensions":3,"pooling":"cls","prefix":"query: "}'),
      says: /does not describe a model .*prefix/,
    },
  ])('$what', async ({ spoil, says }) => {
    await writeTinyModel(folder)
    await spoil()

    expect(await sentence()).toMatchObject({
      name: 'Fault',
      code: 'misconfigured',
      message: expect.stringMatching(says),
    })
  })

  test('a built-in model that was cut off, or is missing', async () => {
    for (const name of ['model.onnx', 'tokenizer.json']) {
      await cp(join(BUILT_IN_MODEL.folder, name), join(folder, name))
    }
    await truncate(join(folder, 'model.onnx'), 1_000)
    const known = { ...BUILT_IN_MODEL, folder }

    await expect(readKnownModel(known)).rejects.toThrow(/is damaged .* 1000 bytes\. Restore it/)
    await rm(join(folder, 'model.onnx'))
    await expect(readKnownModel(known)).rejects.toThrow(/model\.onnx cannot be read/)
  })
})
