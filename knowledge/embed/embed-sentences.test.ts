import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '../../platform/log.js'
import { makeArticle } from '../article/make-article.js'
import { Corpus } from '../search/corpus/corpus.js'
import { ExactVectorIndex } from '../search/corpus/vector-index.js'
import { embedSentences } from './embed-sentences.js'
import { fakeEmbedder } from './fake-embedder.js'
import { VectorStore } from './vector-store.js'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sentences-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const { signal } = new AbortController()
const openStore = (dimensions: number) =>
  VectorStore.open(
    { file: join(folder, 'vectors.bin'), fingerprint: 'one', dimensions, mayWrite: true },
    silentLog,
  )
const corpusOf = (body: string) =>
  new Corpus(new ExactVectorIndex(), [makeArticle({ id: 'a', title: 'T' }, body)])

test('keeps a vector for each sentence, item and row, which is read after its header', async () => {
  const embedder = fakeEmbedder()
  const store = await openStore(embedder.dimensions)
  const body = 'One. Two.\n\n- item\n\n| card | days |\n|---|---|\n| debit | 3 |\n'

  await embedSentences(corpusOf(body), embedder, store, signal)

  expect(embedder.asked).toEqual(['One.', 'Two.', 'item', 'card | days\ndebit | 3'])
  expect(store.get('card | days\ndebit | 3')).toBeDefined()
})

test('embeds only what is new', async () => {
  const embedder = fakeEmbedder()
  const store = await openStore(embedder.dimensions)
  await embedSentences(corpusOf('One. Two.'), embedder, store, signal)
  embedder.asked.length = 0

  await embedSentences(corpusOf('Two. Three.'), embedder, store, signal)

  expect(embedder.asked).toEqual(['Three.'])
})

test('leaves a folder alone that has too many', async () => {
  const embedder = fakeEmbedder()
  const store = await openStore(embedder.dimensions)

  await embedSentences(corpusOf('One. Two. Three.'), embedder, store, signal, 2)

  expect(embedder.asked).toEqual([])
})

test('tells the corpus where the vectors of an article’s sentences lie', async () => {
  const embedder = fakeEmbedder()
  const store = await openStore(embedder.dimensions)
  const corpus = corpusOf('One. Two.')
  const two = store.get('Two.') ?? (await embedder.embed(['Two.'], signal))[0]

  expect(two && corpus.sentenceVectors.nearest('a', two, 1)).toBeUndefined()
  await embedSentences(corpus, embedder, store, signal)

  expect(two && corpus.sentenceVectors.nearest('a', two, 1)).toBeCloseTo(1, 1)
})
