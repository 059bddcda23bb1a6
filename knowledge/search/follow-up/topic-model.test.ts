import { expect, test } from 'vitest'
import { type TopicFeatures, topicProbability } from './topic-model.js'

const SOME: TopicFeatures = {
  tokens: 0.5,
  tokensAhead: -0.1,
  nearAhead: 0,
  wordsAhead: 0,
  found: -3,
  foundElse: 0.1,
  remark: 0,
  bare: 0,
  lacks: 0,
  said: 0,
  length: 0.5,
  foreign: 0,
  foreignRival: 0,
}

test.each([
  ['the better its tokens match', { tokens: 0.7 }],
  ['the farther it is ahead of what else is found', { tokensAhead: 0.1 }],
  ['the nearer one of its sentences is', { nearAhead: 0.1 }],
  ['the more of the words it has', { wordsAhead: 0.5 }],
  ['where nothing is named', { bare: 1 }],
])('the article before is meant more probably %s', (_, other) => {
  expect(topicProbability({ ...SOME, ...other })).toBeGreaterThan(topicProbability(SOME))
})

test.each([
  ['where nothing is asked', { remark: 1 }],
  ['the surer something else is found', { foundElse: 0.8 }],
  ['where it has no such figure', { lacks: 1 }],
  ['where what fits was said', { said: 1 }],
  ['the longer the message', { length: 2 }],
])('the article before is meant less probably %s', (_, other) => {
  expect(topicProbability({ ...SOME, ...other })).toBeLessThan(topicProbability(SOME))
  const words = { ...SOME, tokens: null }
  expect(topicProbability({ ...words, ...other })).toBeLessThan(topicProbability(words))
})

test('by words alone, another model tells it', () => {
  const words = { ...SOME, tokens: null, tokensAhead: 0, nearAhead: 0 }

  expect(topicProbability({ ...words, found: 1 })).toBeGreaterThan(topicProbability(words))
  expect(topicProbability({ ...words, wordsAhead: 0.5 })).toBeGreaterThan(topicProbability(words))
})
