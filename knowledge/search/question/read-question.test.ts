import { expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { Corpus } from '../corpus/corpus.js'
import { ExactVectorIndex } from '../corpus/vector-index.js'
import { foldText } from '../words/fold-text.js'
import { readGlossary } from './glossary.js'
import { readQuestion } from './read-question.js'
import { Sounds } from './sounds.js'
import { readSynonyms } from './synonyms.js'

const CHINESE = makeArticle({ id: 'fee', title: '运费怎么算', language: 'zh-Hans' })
const ENGLISH = makeArticle({ id: 'tax', title: 'Which taxes apply', language: 'en' })

function depsOf(...articles: readonly (typeof CHINESE)[]) {
  const corpus = new Corpus(new ExactVectorIndex(), articles)
  return {
    corpus,
    sounds: () => new Sounds(corpus.words),
    synonyms: readSynonyms('- 运费, 邮费'),
    glossary: readGlossary('shipping fee\t运费\nhow much\t多少'),
  }
}

test('an English question is glossed where there are Chinese articles', () => {
  const read = readQuestion(foldText('How much is the shipping fee?'), 'en', depsOf(CHINESE))

  expect(read.gloss).toBe('多少运费')
  expect(read.synonyms).toEqual(expect.arrayContaining(['多少', '运费']))
})

test('a Chinese question is glossed where there are English articles', () => {
  const read = readQuestion(foldText('運費多少'), 'zh-Hant', depsOf(CHINESE, ENGLISH))

  expect(read.gloss).toBe('shipping fee how much')
})

test('a question is not glossed where every article is in its language', () => {
  const english = readQuestion('how much is the shipping fee', 'en', depsOf(ENGLISH))
  const chinese = readQuestion('邮费多少', 'zh-Hans', depsOf(CHINESE))

  expect([english.gloss, chinese.gloss]).toEqual(['', ''])
  expect(chinese).toMatchObject({ text: '邮费多少', rephrased: '运费多少' })
  expect(chinese.synonyms).not.toContain('shipping')
})

test('articles that have gone are not glossed for', () => {
  const deps = depsOf(ENGLISH, CHINESE)
  deps.corpus.remove('fee')

  expect(readQuestion('how much is the shipping fee', 'en', deps).gloss).toBe('')
})

test('nor where each has a version in it that customers may read', () => {
  const translation = { ...ENGLISH, id: 'fee-en', translates: 'fee' }
  const deps = depsOf(CHINESE, translation)

  expect(readQuestion('邮费多少', 'zh-Hans', deps).gloss).toBe('')

  deps.corpus.put({ ...CHINESE, state: 'draft' })
  expect(readQuestion('运费多少', 'zh-Hans', deps).gloss).toBe('shipping fee how much')
})
