import { describe, expect, test } from 'vitest'
import { fuseScores, nearnessOf, type Scored } from './fuse-scores.js'

const near = (cosine: number | null) => ({
  any: cosine,
  title: cosine,
  passage: cosine,
  lead: cosine,
  asked: false,
})
const scored = (cosine: number | null, words: number, sameLanguage = true): Scored => ({
  near: near(cosine),
  words,
  tokens: null,
  sameLanguage,
  askedAlike: false,
})

describe('one score from words and vectors', () => {
  test('equal cosines are one cosine', () => {
    expect(nearnessOf(near(0.8))).toBeCloseTo(0.8, 9)
  })

  test('a cosine that is missing is taken for the nearest one', () => {
    const whole = nearnessOf({ any: 0.8, title: 0.8, passage: 0.6, lead: 0.6, asked: false })

    expect(
      nearnessOf({ any: 0.8, title: null, passage: 0.6, lead: null, asked: false }),
    ).toBeCloseTo(whole, 9)
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

  test('stored questions make the nearest title or question more telling', () => {
    const near = { any: 0.9, title: 0.9, passage: 0.5, lead: 0.5 }

    expect(nearnessOf({ ...near, asked: true })).toBeGreaterThan(
      nearnessOf({ ...near, asked: false }),
    )
  })

  test('an empty list has no scores', () => {
    expect(fuseScores([], 'en')).toEqual([])
  })
})
