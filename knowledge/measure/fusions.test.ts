import { expect, test } from 'vitest'
import type { Scored } from '../search/fuse-scores.js'
import { reciprocalRanks, vectorsOrder, wordsOrder } from './fusions.js'

const scored = (near: number, words: number): Scored => ({
  near: {
    any: near,
    title: near,
    titles: near,
    passage: near,
    lead: near,
    sentences: null,
    asked: false,
  },
  words,
  questionWords: 0,
  joinedWords: words,
  passages: 1,
  tokens: null,
  sameLanguage: true,
  askedAlike: true,
})
const LIST = [scored(0.9, 0), scored(0.8, 6), scored(0.2, 12)]

test('reciprocal ranks count places, and nothing for what a list does not have', () => {
  const scores = reciprocalRanks(LIST, 'en')

  expect(scores[0]).toBeCloseTo(1 / 61)
  expect(scores[1]).toBeCloseTo(1 / 62 + 1 / 62)
  expect(scores[2]).toBeCloseTo(1 / 61 + 1 / 63)
})

test('each list alone keeps its own order', () => {
  expect(wordsOrder(LIST, 'en')).toEqual([0, 0.5, 1])
  const [first = 0, second = 0, third = 0] = vectorsOrder(LIST, 'en')
  expect(first).toBeGreaterThan(second)
  expect(second).toBeGreaterThan(third)
})
