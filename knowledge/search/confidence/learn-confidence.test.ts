import { describe, expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { Corpus } from '../corpus/corpus.js'
import { ExactVectorIndex } from '../corpus/vector-index.js'
import { DEFAULT_BUDGETS } from './budgets.js'
import { probabilitiesOf } from './confidence.js'
import { foldTrials } from './fold-trials.js'
import { GENERAL_CONFIDENCE } from './general-confidence.js'
import { judgeLessons } from './judge-lessons.js'
import { learnConfidence } from './learn-confidence.js'
import { type Lesson, lessonsOf, tryLesson } from './lesson.js'

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

const lesson = (text: string, ...gold: string[]): Lesson => ({
  sought: { text, maybe: text, synonyms: [] },
  language: 'en',
  gold,
  stored: false,
  labelled: true,
  vector: null,
})

const LABELLED = [
  ...SUBJECTS.flatMap((subject) => [
    lesson(`my ${subject} please`, subject),
    lesson(`tell me of the ${subject}`, subject),
  ]),
  ...['football', 'weather', 'cinema', 'cooking', 'painting', 'mountains'].flatMap((word) =>
    ['who likes', 'what is', 'tell me of the'].map((start) => lesson(`${start} ${word}`)),
  ),
]

const learn = (corpus: Corpus, labelled: readonly Lesson[], stop = signal) =>
  learnConfidence(
    corpus,
    { labelled, mayAnswer: () => true, tokens: null },
    DEFAULT_BUDGETS,
    GENERAL_CONFIDENCE,
    stop,
  )

describe('learning how probable an answer is', () => {
  test('a stored question is asked without itself', () => {
    const corpus = shop()
    const [first] = lessonsOf(corpus, () => true)
    if (!first) throw new Error('There is no lesson.')

    const trial = tryLesson(corpus, first, false, () => true)

    expect(trial).toMatchObject({ rank: 0, lesson: { gold: ['refund'], labelled: false } })
    expect(trial.right[0]).toBe(true)
  })

  test('the learned model tells the right from the wrong', async () => {
    const corpus = shop()

    const { english } = await learn(corpus, LABELLED)

    const judge = (text: string) => {
      const { features } = tryLesson(corpus, lesson(text), false, () => true)
      return probabilitiesOf(english.wordsOnly, features)[0] ?? 0
    }
    expect(judge('my coupon')).toBeGreaterThan(0.7)
    expect(judge('who likes the moon')).toBeLessThan(0.3)
  })

  test('a question is judged by a model that saw none of its article', async () => {
    const corpus = shop()
    const trials = LABELLED.map((each) => tryLesson(corpus, each, false, () => true))

    const judged = await judgeLessons(
      foldTrials(corpus, trials),
      GENERAL_CONFIDENCE.english.wordsOnly,
    )

    expect(judged.map(({ trial }) => trial)).toEqual(trials)
    const refund = judged.find(({ trial }) => trial.lesson.gold.includes('refund'))
    expect(refund?.ranked[0]).toMatchObject({ article: 'refund', right: true })
  })

  test('a folder without questions keeps the general model', async () => {
    const corpus = new Corpus(new ExactVectorIndex(), [makeArticle({ id: 'a' })])

    const learned = await learn(corpus, [])

    expect(learned).toEqual(GENERAL_CONFIDENCE)
  })

  test('stops when it is told to', async () => {
    await expect(learn(shop(), LABELLED, AbortSignal.abort())).rejects.toThrow('aborted')
  })
})
