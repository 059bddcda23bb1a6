import { describe, expect, test } from 'vitest'
import { FEATURES, type FeatureName, type Features } from './features.js'
import {
  classOf,
  contributions,
  judge,
  learnSatisfaction,
  type Satisfaction,
} from './satisfaction-model.js'
import learned from './weights.json' with { type: 'json' }

function featuresWith(values: Partial<Record<FeatureName, number>>): Features {
  return { ...(Object.fromEntries(FEATURES.map((name) => [name, 0])) as Features), ...values }
}

/** Thanks lift, anger lowers, everything else is the same. */
const examples = ([-2, -1, 0, 1, 2] as const).flatMap((score: Satisfaction) =>
  Array.from({ length: 20 }, (_, i) => ({
    score,
    features: featuresWith({
      'last-thanks': Math.max(0, score / 2) + (i % 4) / 20,
      'last-anger': Math.max(0, -score / 2) + (i % 5) / 20,
    }),
  })),
)

describe('a learned model', () => {
  const model = learnSatisfaction(examples)

  test('orders dialogues as they were labelled, within −2 and 2', () => {
    const scores = [
      featuresWith({ 'last-anger': 1 }),
      featuresWith({ 'last-anger': 0.5 }),
      featuresWith({ 'last-thanks': 0.1, 'last-anger': 0.1 }),
      featuresWith({ 'last-thanks': 0.5 }),
      featuresWith({ 'last-thanks': 1 }),
    ].map((features) => judge(features, model).score)

    expect(scores).toEqual(scores.toSorted((a, b) => a - b))
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(-2)
    expect(Math.max(...scores)).toBeLessThanOrEqual(2)
  })

  test('names the likeliest class, and probabilities that add up to 1', () => {
    const { class: likeliest, probabilities } = judge(featuresWith({ 'last-anger': 1 }), model)

    expect(likeliest).toBe('dissatisfied')
    expect(probabilities.dissatisfied).toBeGreaterThan(probabilities.neutral)
    expect(
      probabilities.dissatisfied + probabilities.neutral + probabilities.satisfied,
    ).toBeCloseTo(1)
  })

  test('tells which features moved the score, and which did not', () => {
    const moved = contributions(featuresWith({ 'last-anger': 1 }), model)

    expect(moved['last-anger']).toBeLessThan(0)
    expect(moved['same-answer']).toBe(0)
  })

  test('never takes a higher step for likelier than a lower one', () => {
    const crossed = {
      cuts: [-1, 2, 1, 3].map((bias) => ({ bias, weights: {} })),
      means: {},
    }

    const { probabilities } = judge(featuresWith({}), crossed)

    expect(Object.values(probabilities).every((probability) => probability >= 0)).toBe(true)
  })
})

test.each([
  [-2, 'dissatisfied'],
  [-1, 'dissatisfied'],
  [0, 'neutral'],
  [1, 'satisfied'],
  [2, 'satisfied'],
] as const)('a label of %d is %s', (score, name) => {
  expect(classOf(score)).toBe(name)
})

test('the weights in the repository are of the features that are read, in every step', () => {
  for (const { weights } of learned.model.cuts) {
    expect(Object.keys(weights).toSorted()).toEqual(FEATURES.toSorted())
  }
  expect(learned.model.cuts).toHaveLength(4)
  expect(Object.keys(learned.model.means).toSorted()).toEqual(FEATURES.toSorted())
})
