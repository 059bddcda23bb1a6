import { describe, expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { Corpus } from '../search/corpus/corpus.js'
import { ExactVectorIndex } from '../search/corpus/vector-index.js'
import { NO_GLOSSARY, readGlossary } from '../search/question/glossary.js'
import { dot } from './group-vectors.js'
import { questionSpace } from './question-space.js'

const glossary = readGlossary('refund\t退款\nwhere\t哪里\n')
const deps = { glossary, pause: async () => {} }

const ALONG = Float32Array.of(1, 0)
const ACROSS = Float32Array.of(0, 1)

/** Articles with these English questions, the texts of the first along, of others across. */
function corpusOf(questions: readonly (readonly string[])[]) {
  const articles = questions.map((own, i) =>
    makeArticle({ id: `a${i}`, title: `Article ${i}`, language: 'en', questions: [...own] }),
  )
  const corpus = new Corpus(new ExactVectorIndex(), articles)
  for (const { label, unit } of corpus.missing()) {
    corpus.setVector(label, unit.article === 'a0' ? ALONG : ACROSS)
  }
  return corpus
}

describe('the space of questions', () => {
  test('embeds an English question in its own words and half in Chinese', async () => {
    const space = await questionSpace(corpusOf([['where']]), 'en', deps)

    expect(space.wordings('where is my refund zorp')).toEqual([
      'where is my refund zorp',
      '哪里退款 zorp',
    ])
    expect(space.wordings('zorp')).toEqual(['zorp'])
    expect(space.wordings('is it')).toEqual(['is it'])
  })

  test('embeds a Chinese question, and one without a glossary, as it stands', async () => {
    const corpus = corpusOf([['where']])

    const chinese = await questionSpace(corpus, 'zh', deps)
    const english = await questionSpace(corpus, 'en', { ...deps, glossary: NO_GLOSSARY })

    expect(chinese.wordings('refund 退款')).toEqual(['refund 退款'])
    expect(english.wordings('where')).toEqual(['where'])
  })

  test('places a question in the middle of its wordings, at length 1', async () => {
    const space = await questionSpace(corpusOf([]), 'en', deps)

    const placed = space.place([ALONG, ACROSS])

    expect(placed[0]).toBeCloseTo(Math.SQRT1_2, 6)
    expect(placed[1]).toBeCloseTo(Math.SQRT1_2, 6)
  })

  test('takes out what all questions have in common', async () => {
    const corpus = corpusOf([[], []])
    const space = await questionSpace(corpus, 'en', deps)

    // Two titles, each at the end of an axis, have their middle at (½, ½).
    expect(space.place([ALONG])[0]).toBeCloseTo(Math.SQRT1_2, 6)
    expect(space.place([ALONG])[1]).toBeCloseTo(-Math.SQRT1_2, 6)
    expect(dot(space.place([ALONG]), space.place([ACROSS]))).toBeCloseTo(-1, 6)
  })
})
