import { expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { fakeEmbedder } from '../embed/fake-embedder.js'
import { Corpus } from '../search/corpus/corpus.js'
import { ExactVectorIndex } from '../search/corpus/vector-index.js'
import { NO_GLOSSARY } from '../search/question/glossary.js'
import { Sounds } from '../search/question/sounds.js'
import { readSynonyms } from '../search/question/synonyms.js'
import { labelLessons } from './label-lessons.js'

const { signal } = new AbortController()
const corpus = new Corpus(new ExactVectorIndex(), [makeArticle({ id: 'fee', title: '运费怎么算' })])
const deps = {
  corpus,
  sounds: () => new Sounds(corpus.words),
  synonyms: readSynonyms('- 运费, 邮费'),
  glossary: NO_GLOSSARY,
  embedder: fakeEmbedder(),
}

test('a label is read as a customer is, with synonyms and the vector between both wordings', async () => {
  const label = { text: '你好，邮费怎么算', language: 'zh-Hans', gold: ['fee'] } as const

  const [lesson] = await labelLessons([label], deps, signal)

  expect(lesson?.sought.text).toBe('邮费怎么算')
  expect(lesson?.sought.synonyms).toContain('运费')
  const [said, meant] = await fakeEmbedder().embed(['邮费怎么算', '运费怎么算'], signal)
  const cosine = (other: Float32Array | undefined) =>
    lesson?.vector?.own.reduce((sum, value, i) => sum + value * (other?.[i] ?? 0), 0)
  expect(cosine(said)).toBeCloseTo(cosine(meant) ?? Number.NaN)
})

test('a label from use that only names its article does not tell how often one answers', async () => {
  const label = { text: '运费', language: 'zh-Hans', gold: ['fee'], teaches: 'which' } as const

  const lessons = await labelLessons([label], { ...deps, embedder: null }, signal)

  expect(lessons).toMatchObject([{ labelled: false, vector: null, gold: ['fee'] }])
})
