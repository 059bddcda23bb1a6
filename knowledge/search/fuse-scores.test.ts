import { describe, expect, test } from 'vitest'
import { fuseScores, nearnessOf, type Scored } from './fuse-scores.js'

const near = (cosine: number | null) => ({
  any: cosine,
  title: cosine,
  titles: cosine,
  sentences: null,
  passage: cosine,
  lead: cosine,
  asked: false,
})
const scored = (cosine: number | null, words: number, sameLanguage = true): Scored => ({
  near: near(cosine),
  words,
  questionWords: 0,
  joinedWords: words,
  passages: 1,
  tokens: null,
  sameLanguage,
  askedAlike: false,
})

describe('one score from words and vectors', () => {
  test('equal cosines are one cosine', () => {
    expect(nearnessOf(near(0.8), 'en')).toBeCloseTo(0.8, 9)
  })

  test('a cosine that is missing is taken for the nearest one', () => {
    const known = {
      any: 0.8,
      title: 0.8,
      titles: 0.8,
      passage: 0.6,
      lead: 0.6,
      sentences: 0.7,
      asked: false,
    }
    const missing = { ...known, title: null, titles: null, lead: null, sentences: null }

    expect(nearnessOf(missing, 'en')).toBeCloseTo(nearnessOf(known, 'en'), 9)
  })

  test('the nearer one wins, and words decide between equals', () => {
    const [far, close, worded] = fuseScores(
      [scored(0.5, 0), scored(0.7, 0), scored(0.7, 9)],
      'zh-Hans',
    )

    expect(close).toBeGreaterThan(far ?? 1)
    expect(worded).toBeGreaterThan(close ?? 1)
  })

  test('words alone order the list while nothing has a vector', () => {
    expect(fuseScores([scored(null, 2), scored(null, 8)], 'en')).toEqual([0.25, 1])
  })

  test('an English article gains with a Chinese customer by a question in Chinese', () => {
    const foreign = scored(0.7, 0, false)
    const [without, withOne] = fuseScores([foreign, { ...foreign, askedAlike: true }], 'zh-Hans')

    expect(withOne).toBeGreaterThan(without ?? 1)
  })

  test.each(['zh-Hans', 'en'] as const)(
    'several near questions tell more than one, %s',
    (language) => {
      const one = {
        any: 0.9,
        title: 0.9,
        titles: 0.6,
        passage: 0.5,
        lead: 0.5,
        sentences: null,
        asked: true,
      }
      const several = { ...one, any: 0.85, title: 0.85, titles: 0.8 }

      expect(nearnessOf(several, language)).toBeGreaterThan(nearnessOf(one, language))
      expect(nearnessOf({ ...several, asked: false }, language)).toBeLessThan(
        nearnessOf({ ...one, asked: false }, language),
      )
    },
  )

  test('where no question is stored, the shorter of two equals wins', () => {
    const short = scored(0.7, 5)
    const [one, many] = fuseScores([short, { ...short, passages: 8 }], 'en')
    const asked = { ...short, near: { ...short.near, asked: true } }
    const [askedOne, askedMany] = fuseScores([asked, { ...asked, passages: 8 }], 'en')

    expect(one).toBeGreaterThan(many ?? 1)
    expect(askedOne).toBe(askedMany)
  })

  test('counts joined words where no question is stored, in the language of the customer', () => {
    const joined = { ...scored(0.7, 2), joinedWords: 4 }
    const repeated = { ...scored(0.7, 4), joinedWords: 2 }
    const isFirst = (more: Partial<Scored>) => {
      const [a = 0, b = 0] = fuseScores(
        [
          { ...joined, ...more },
          { ...repeated, ...more },
        ],
        'en',
      )
      return a > b
    }

    expect(isFirst({})).toBe(true)
    expect(isFirst({ sameLanguage: false })).toBe(false)
    expect(isFirst({ near: { ...joined.near, asked: true } })).toBe(false)
  })

  test('an empty list has no scores', () => {
    expect(fuseScores([], 'en')).toEqual([])
  })
})
