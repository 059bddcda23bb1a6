import { describe, expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { probabilityOf } from './confidence.js'
import { Corpus } from './corpus.js'
import { GENERAL_CONFIDENCE } from './general-confidence.js'
import { learnConfidence, lessonsOf, tryLesson } from './learn-confidence.js'
import { ExactVectorIndex } from './vector-index.js'

const { signal } = new AbortController()
const SUBJECTS = [
  'refund',
  'invoice',
  'coupon',
  'parcel',
  'warranty',
  'password',
  'address',
  'points',
]

/** Eight articles with five questions each, which share the word of their subject. */
function shop(): Corpus {
  const articles = SUBJECTS.map((subject) =>
    makeArticle(
      {
        id: subject,
        title: `About the ${subject}`,
        questions: ['where', 'when', 'why', 'who', 'which'].map((word) => `${word} ${subject} now`),
      },
      `All about the ${subject} is told here.`,
    ),
  )
  return new Corpus(new ExactVectorIndex(), articles)
}
const offTopic = ['all about football', 'what is told of the weather', 'who is here'].map(
  (text) => ({
    text,
    language: 'en' as const,
    gold: null,
    vector: null,
  }),
)

describe('learning how probable an answer is', () => {
  test('a stored question is asked without itself', () => {
    const corpus = shop()
    const [lesson] = lessonsOf(corpus, () => true)
    if (!lesson) throw new Error('There is no lesson.')

    const { whole, takenOut } = tryLesson(corpus, lesson, false, () => true)

    expect(whole).toMatchObject({ gold: 'refund', rank: 0 })
    expect(takenOut).toMatchObject({ gold: null, rank: -1 })
    expect(takenOut?.right.some(Boolean)).toBe(false)
  })

  test('the learned model tells the right from the wrong', async () => {
    const corpus = shop()

    const { english } = await learnConfidence(
      corpus,
      offTopic,
      () => true,
      GENERAL_CONFIDENCE,
      signal,
    )

    const judge = (text: string, gold: string | null) => {
      const lesson = { text, language: 'en' as const, gold, vector: null }
      const [features] = tryLesson(corpus, lesson, false, () => true).whole.features
      return features ? probabilityOf(english.wordsOnly, features) : 0
    }
    expect(judge('my coupon', 'coupon')).toBeGreaterThan(0.8)
    expect(judge('about the moon', null)).toBeLessThan(0.3)
  })

  test('a folder without questions keeps the general model', async () => {
    const corpus = new Corpus(new ExactVectorIndex(), [makeArticle({ id: 'a' })])

    const learned = await learnConfidence(corpus, offTopic, () => true, GENERAL_CONFIDENCE, signal)

    expect(learned).toEqual(GENERAL_CONFIDENCE)
  })

  test('stops when it is told to', async () => {
    const learning = learnConfidence(
      shop(),
      offTopic,
      () => true,
      GENERAL_CONFIDENCE,
      AbortSignal.abort(),
    )

    await expect(learning).rejects.toThrow('aborted')
  })
})
