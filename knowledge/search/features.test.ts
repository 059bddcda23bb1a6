import { describe, expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { FEATURES, featuresOf } from './features.js'
import type { Candidate, Query } from './rank-articles.js'

const QUERY: Query = {
  folded: 'refund moon',
  language: 'en',
  terms: [
    { term: 'refund', idf: 1, known: true },
    { term: 'moon', idf: 3, known: false },
  ],
  synonyms: [],
  vector: Float32Array.of(1),
  mayAnswer: () => true,
}

const candidate = (near: number, more: Partial<Candidate> = {}): Candidate => ({
  article: makeArticle({}),
  near: { any: near, title: near, passage: near, lead: near },
  words: 0,
  questionWords: 0,
  terms: new Set(),
  sameLanguage: true,
  exact: false,
  score: near,
  ...more,
})

describe('features', () => {
  test('tell how near, and how much nearer than the others', () => {
    const rivals = Array.from({ length: 8 }, () => candidate(0.5))

    const [first, second] = featuresOf(QUERY, [candidate(0.9), ...rivals], 2)

    expect(first?.near).toBeCloseTo(0.9)
    expect(first?.nearSpread).toBeCloseTo(0.4)
    expect(first?.scoreMargin).toBeCloseTo(0.4)
    expect(second?.scoreMargin).toBeCloseTo(-0.4)
  })

  test('tell what share of the question is covered, and what nobody knows', () => {
    const [first] = featuresOf(QUERY, [candidate(0.9, { terms: new Set(['refund']) })], 1)

    expect(first).toMatchObject({ covered: 0.25, unknown: 0.75 })
  })

  test('a lone article is not sure of everything', () => {
    const [near, far] = [0.9, 0.5].map((value) => featuresOf(QUERY, [candidate(value)], 1)[0])

    expect(near?.nearSpread).toBeCloseTo(0.4)
    expect(far?.nearSpread).toBeCloseTo(0)
    expect(far?.scoreMargin).toBeCloseTo(0)
  })

  test('are finite numbers for a question without terms', () => {
    const [first] = featuresOf({ ...QUERY, terms: [] }, [candidate(0)], 1)

    expect(FEATURES.map((name) => first?.[name]).every(Number.isFinite)).toBe(true)
  })
})
