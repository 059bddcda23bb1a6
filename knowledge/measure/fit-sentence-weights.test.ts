import { expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { SENTENCE_WEIGHTS } from '../search/extract/fit-sentences.js'
import type { Features } from '../search/extract/sentence-features.js'
import { fitWeights, measureSentences } from './fit-sentence-weights.js'
import type { SentenceTrial } from './sentence-trials.js'

const NONE = Object.fromEntries(
  Object.keys(SENTENCE_WEIGHTS).map((name) => [name, 0]),
) as unknown as Features

/** Of three sentences, the right one is nearest, but for each fourth, which has more of the words. */
function makeTrials(count: number): readonly SentenceTrial[] {
  return Array.from({ length: count }, (_, i) => {
    const right = i % 3
    const byWords = i % 4 === 0
    const features = [0, 1, 2].map((at): Features => {
      const isRight = at === right
      const near = isRight !== byWords ? 0 : -0.2 - 0.01 * (i % 5)
      return { ...NONE, near, covered: isRight && byWords ? 1 : 0, opening: Number(at === 0) }
    })
    return {
      article: makeArticle({ id: `article-${i % 16}` }),
      features,
      right: features.map((_, at) => at === right),
      isSaid: i % 2 === 0,
      beside: 1,
      length: 40,
    }
  })
}

test('what tells the right sentence is weighed more than by the weights in use, noise less', async () => {
  const weights = await fitWeights(makeTrials(240))

  expect(weights.near).toBe(SENTENCE_WEIGHTS.near)
  expect(weights.covered).toBeGreaterThan(SENTENCE_WEIGHTS.covered)
  expect(Math.abs(weights.opening)).toBeLessThan(SENTENCE_WEIGHTS.opening)
  expect(weights.needs).toBeCloseTo(SENTENCE_WEIGHTS.needs, 0)
})

test('each question is judged by weights that have not seen its article', async () => {
  const fit = await measureSentences(makeTrials(240))

  expect(fit).toMatchObject({ questions: 240, said: 0.5, beside: 1, length: 40 })
  expect(fit.first).toBe(0.75)
  expect(fit.fittedFirst).toBe(1)
})

test('without a label there is nothing to tell', async () => {
  expect(await measureSentences([])).toMatchObject({
    questions: 0,
    first: 0,
    weights: SENTENCE_WEIGHTS,
  })
})
