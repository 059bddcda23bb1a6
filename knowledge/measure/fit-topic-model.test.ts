import { expect, test } from 'vitest'
import type { TopicFeatures } from '../search/follow-up/topic-model.js'
import { fitTopicModel, measureTopics, topicsTable } from './fit-topic-model.js'
import type { TopicTrial } from './topic-trials.js'

const NONE: TopicFeatures = {
  tokens: 0.5,
  tokensAhead: 0,
  nearAhead: 0,
  wordsAhead: 0,
  found: 0,
  foundElse: 0,
  remark: 0,
  bare: 0,
  lacks: 0,
  said: 0,
  length: 0.5,
  foreign: 0,
  foreignRival: 0,
}

/** Every fourth means the topic, which its tokens tell for nine of ten; its length tells nothing. */
function makeTrials(count: number): (TopicTrial & { readonly features: TopicFeatures })[] {
  return Array.from({ length: count }, (_, i) => {
    const isMeant = i % 4 === 0
    const isSeen = isMeant !== (i % 9 === 0)
    return {
      subject: `article-${i % 16}`,
      meaning: isMeant ? 'topic' : 'other',
      got: isMeant ? 'topic' : 'right-first',
      features: { ...NONE, tokensAhead: isSeen ? 0.2 : -0.2, length: (i % 7) / 10 },
      weight: 1,
    }
  })
}

test('what tells the topic is weighed, noise is not, and half are taken to mean it', () => {
  const { weights, bias } = fitTopicModel(makeTrials(400))
  const at = (ahead: number) =>
    1 /
    (1 +
      Math.exp(-bias - ahead * weights.tokensAhead - weights.length * 0.3 - weights.tokens * 0.5))

  expect(weights.tokensAhead).toBeGreaterThan(5)
  expect(Math.abs(weights.length)).toBeLessThan(1)
  expect((at(0.2) + at(-0.2)) / 2).toBeCloseTo(0.5, 1)
})

test('each message is judged by a model that has not seen its article', () => {
  const fit = measureTopics(makeTrials(400))

  expect(fit).toMatchObject({ asked: 400, judged: 400 })
  expect(fit.toldUnseen).toBeGreaterThan(0.85)
  const mean = (of: 'claimed' | 'right') =>
    fit.claims.reduce((sum, each) => sum + each[of], 0) / fit.claims.length
  expect(mean('right')).toBeCloseTo(1 / 2, 1)
  expect(mean('claimed')).toBeCloseTo(mean('right'), 1)
})

test('the table tells what customers got, also where nothing was held against the topic', () => {
  const [first] = makeTrials(1)
  const trials = first ? [first, { ...first, features: null, got: 'nothing' as const }] : []

  const table = topicsTable(measureTopics(trials))
  expect(table).toContain('| meaning the article before (2) | meaning another (0) |')
  expect(table).toContain('| answered by the article before | 50.0 % | 0.0 % | 0.0 % |')
  expect(table).toContain('| messages held against the article before | 1 of 2 |')
})
