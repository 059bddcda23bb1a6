import { expect, test } from 'vitest'
import { probabilitiesOf } from './confidence.js'
import { type Feature, type Features, KNOWN_FEATURES, OWN_FEATURES } from './features.js'
import { GENERAL_CONFIDENCE } from './general-confidence.js'
import { knownPart, ownPart } from './probability-parts.js'

/** Every feature has another value, so that none can stand in for another. */
function featuresFrom(first: number): Features {
  const names = new Set<Feature>([...KNOWN_FEATURES, ...OWN_FEATURES])
  return Object.fromEntries([...names].map((name, i) => [name, first + i / 50])) as Features
}

test.each(['withVectors', 'wordsOnly'] as const)(
  'the two parts multiply to the probability that decides (%s)',
  (setting) => {
    const model = GENERAL_CONFIDENCE.chinese[setting]
    const features = [featuresFrom(0.4), featuresFrom(0.1)]
    const [first] = features

    const known = first && knownPart(model, first)
    const products = features.map(
      (each) => (known?.probability ?? 0) * ownPart(model, each).probability,
    )

    expect(products).toEqual(
      probabilitiesOf(model, features).map((each) => expect.closeTo(each, 12)),
    )
  },
)

test('a part adds up from its bias and what each feature adds', () => {
  const zeros = OWN_FEATURES.map(() => 0)
  const own = { bias: -1, weights: zeros.with(0, 2).with(1, 3) }
  const near = { ...featuresFrom(0), near: 0.5, title: 0.2 }

  const part = ownPart({ own, known: { bias: 0, weights: [] } }, near)

  // -1 + 2 × 0.5 + 3 × 0.2 = 0.6
  expect(part.sum).toBeCloseTo(0.6)
  expect(part.contributions[0]).toEqual({ feature: 'near', value: 0.5, weight: 2, adds: 1 })
  expect(part.contributions).toHaveLength(OWN_FEATURES.length)
})
