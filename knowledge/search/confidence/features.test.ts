import { describe, expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import type { Candidate, Query } from '../candidate.js'
import { featuresOf, KNOWN_FEATURES, OWN_FEATURES } from './features.js'

const QUERY: Query = {
  folded: 'refund moon',
  language: 'en',
  terms: [
    { term: 'refund', idf: 1, known: true },
    { term: 'moon', idf: 3, known: false },
  ],
  synonyms: [],
  vector: { own: Float32Array.of(1), foreign: Float32Array.of(1), tokens: null },
  mayAnswer: () => true,
}

const candidate = (near: number, more: Partial<Candidate> = {}): Candidate => ({
  article: makeArticle({}),
  near: {
    any: near,
    title: near,
    titles: near,
    passage: near,
    lead: near,
    sentences: null,
    asked: false,
  },
  words: 0,
  questionWords: 0,
  joinedWords: 0,
  passages: 1,
  terms: new Set(),
  sameLanguage: true,
  tokens: null,
  askedAlike: false,
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

  test('tell what is around, and who leads which list', () => {
    const rivals = [0.6, 0.5, 0.4, 0.3, 0.1].map((near) => candidate(near))
    const best = candidate(0.9, { words: 2 })

    const [first, second] = featuresOf(QUERY, [best, ...rivals], 2)

    // The mean of 0.6, 0.5, 0.4 and 0.3.
    expect(first?.around).toBeCloseTo(0.45)
    expect(first?.leads).toBe(1)
    expect(second?.leads).toBe(0)
    expect(second?.titleMargin).toBeCloseTo(-0.3)
  })

  test('a lone article is not sure of everything', () => {
    const [near, far] = [0.9, 0.5].map((value) => featuresOf(QUERY, [candidate(value)], 1)[0])

    expect(near?.nearSpread).toBeCloseTo(0.4)
    expect(far?.nearSpread).toBeCloseTo(0)
    expect(far?.scoreMargin).toBeCloseTo(0)
  })

  test('are finite numbers for a question without terms', () => {
    const [first] = featuresOf({ ...QUERY, terms: [] }, [candidate(0)], 1)

    const values = [...KNOWN_FEATURES, ...OWN_FEATURES].map((name) => first?.[name])
    expect(values.every(Number.isFinite)).toBe(true)
  })
})
