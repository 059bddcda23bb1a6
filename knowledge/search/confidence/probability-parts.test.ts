import { expect, test } from 'vitest'
import { probabilitiesOf } from './confidence.js'
import { type Feature, type Features, KNOWN_FEATURES, OWN_FEATURES } from './features.js'
import { GENERAL_CONFIDENCE } from './general-confidence.js'
import { jointPart, ownPart } from './probability-parts.js'

/** Every feature has another value, so that none can stand in for another. */
function featuresFrom(first: number): Features {
  const names = new Set<Feature>([...KNOWN_FEATURES, ...OWN_FEATURES])
  return Object.fromEntries([...names].map((name, i) => [name, first + i / 50])) as Features
}

test.each(['withVectors', 'wordsOnly'] as const)(
  'the parts come to the probability that decides (%s)',
  (setting) => {
    const model = GENERAL_CONFIDENCE.chinese[setting]
    const features = [featuresFrom(0.4), featuresFrom(0.1)]
    const [first] = features

    const shown = features.map((each) => first && jointPart(model, first, each).probability)

    expect(shown).toEqual(probabilitiesOf(model, features).map((each) => expect.closeTo(each, 12)))
  },
)

test('a part adds up from its bias and what each feature adds', () => {
  const zeros = OWN_FEATURES.map(() => 0)
  const own = { bias: -1, weights: zeros.with(0, 2).with(1, 3) }
  const near = { ...featuresFrom(0), near: 0.5, title: 0.2 }

  const part = ownPart({ own }, near)

  // -1 + 2 × 0.5 + 3 × 0.2 = 0.6
  expect(part.sum).toBeCloseTo(0.6)
  expect(part.contributions[0]).toEqual({ feature: 'near', value: 0.5, weight: 2, adds: 1 })
  expect(part.contributions).toHaveLength(OWN_FEATURES.length)
})

test('both together are the odds of the product, moved and spread', () => {
  const certain = { bias: 50, weights: [] }
  const half = { bias: 0, weights: [] }
  const joint = { bias: 0.5, weights: [2] }
  const any = featuresFrom(0)

  const part = jointPart({ known: certain, own: half, joint }, any, any)

  // The product is 0.5, and the logarithm of its odds 0.
  expect(part.sum).toBeCloseTo(0.5)
  expect(part.probability).toBeCloseTo(1 / (1 + Math.exp(-0.5)))
})
