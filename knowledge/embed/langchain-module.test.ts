import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openEmbedder } from './embedder-choice.js'

const { signal } = new AbortController()
const deps = { clock: fixedClock(), log: silentLog, retries: 0 }

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'embeddings-'))
})
afterAll(() => rm(folder, { recursive: true }))

let files = 0
async function open(code: string) {
  const file = join(folder, `embeddings-${files++}.mjs`)
  await writeFile(file, code)
  return openEmbedder({ kind: 'module', file }, deps)
}

const MODEL = `
  class Thirds {
    model = 'thirds-1'
    async embedQuery() { return [3, 4, 0] }
    async embedDocuments(texts) { return texts.map(() => [0, 3, 4]) }
  }
  export default new Thirds()`

describe('a module of the operator', () => {
  test('gives the vectors of its LangChain model, as wide as they are', async () => {
    await using embedder = await open(MODEL)

    const [question] = await embedder.embed(['a'], signal)
    const [passage] = await embedder.embed(['a'], signal, 'passage')

    expect(embedder.dimensions).toBe(3)
    expect(embedder.fingerprint).toBe('langchain:Thirds thirds-1:3')
    expect([...(question ?? [])].map((value) => value.toFixed(1))).toEqual(['0.6', '0.8', '0.0'])
    expect([...(passage ?? [])].map((value) => value.toFixed(1))).toEqual(['0.0', '0.6', '0.8'])
  })

  test('that says its width is not asked for it, so that it may be down at the start', async () => {
    await using embedder = await open(`
      const fail = async () => { throw new Error('connection refused') }
      export default { embedQuery: fail, embedDocuments: fail }
      export const dimensions = 384
      export const name = 'my model, third edition'`)

    expect(embedder.fingerprint).toBe('langchain:my model, third edition:384')
    await expect(embedder.embed(['a'], signal)).rejects.toMatchObject({ code: 'upstream-down' })
  })

  test.each([
    {
      what: 'exports no model',
      code: 'export const embeddings = {}',
      says: /default: is no LangChain Embeddings.*Export a LangChain Embeddings as default/,
    },
    {
      what: 'has a mistake',
      code: 'export default new Missing()',
      says: /cannot be loaded \(Missing is not defined\)/,
    },
    {
      what: 'is down and does not say its width',
      code: `export default {
        embedQuery: async () => { throw new Error('connection refused') },
        embedDocuments: async () => [],
      }`,
      says: /\(connection refused\)\. Export const dimensions/,
    },
    {
      what: 'says no width that a vector can have',
      code: `${MODEL}\nexport const dimensions = 'wide'`,
      says: /dimensions: /,
    },
  ])('that $what stops the start in a sentence', async ({ code, says }) => {
    await expect(open(code)).rejects.toMatchObject({
      name: 'Fault',
      code: 'misconfigured',
      message: expect.stringMatching(says),
    })
  })

  test('that is not there stops the start in a sentence', async () => {
    const opening = openEmbedder({ kind: 'module', file: join(folder, 'none.js') }, deps)

    await expect(opening).rejects.toThrow(/none\.js cannot be loaded.*set KEFU_EMBEDDER to another/)
  })
})
