import { describe, expect, test } from 'vitest'
import { type AnswerWeights, probabilitiesOf } from './confidence.js'
import { type Feature, type Features, KNOWN_FEATURES, OWN_FEATURES } from './features.js'
import { fitTrials } from './fit-trials.js'
import type { FoldedTrial } from './fold-trials.js'

const PRIOR: AnswerWeights = {
  known: { bias: 0, weights: KNOWN_FEATURES.map(() => 0) },
  own: { bias: 0, weights: OWN_FEATURES.map(() => 0) },
  joint: { bias: 0, weights: [1] },
}

function featuresOf(values: Partial<Features>): Features {
  const names = new Set<Feature>([...KNOWN_FEATURES, ...OWN_FEATURES])
  return { ...(Object.fromEntries([...names].map((name) => [name, 0])) as Features), ...values }
}

/** Three candidates that look alike, of which the first is right, if any. */
function trials(count: number, of: { gold?: boolean; stored?: boolean; near?: number } = {}) {
  const { gold = true, stored = false, near = 0 } = of
  return Array.from(
    { length: count },
    (_, i): FoldedTrial => ({
      fold: i % 5,
      trial: {
        lesson: {
          sought: { text: 'where', maybe: 'where', synonyms: [] },
          language: 'en',
          gold: gold ? ['a'] : [],
          stored,
          labelled: !stored,
          vector: null,
        },
        features: [1, 2, 3].map(() => featuresOf({ near })),
        articles: ['a', 'b', 'c'],
        categories: [null, null, null],
        right: [gold, false, false],
        rank: gold ? 0 : -1,
      },
    }),
  )
}

const firstOf = (weights: AnswerWeights, near = 0) =>
  probabilitiesOf(weights, [featuresOf({ near })])[0]

describe('fitting the trials of one language', () => {
  test('what is shown of the first comes to the share that was right', async () => {
    const asked = [...trials(900), ...trials(300, { gold: false })]

    const fitted = await fitTrials(asked, PRIOR)
    const parts = await fitTrials(asked, PRIOR, { leftOut: { model: 'joint' } })

    // Of the first three quarters are right; of those that look like it, a third.
    expect(firstOf(parts)).toBeLessThan(0.35)
    expect(firstOf(fitted)).toBeGreaterThan(0.65)
    expect(firstOf(fitted)).toBeLessThan(0.8)
  })

  test('stored questions teach while few are labelled, and then only where they are asked to', async () => {
    const stored = trials(60, { stored: true, near: 1 })
    const few = trials(20)
    const many = trials(40)

    expect((await fitTrials([...few, ...stored], PRIOR)).own).not.toEqual(PRIOR.own)
    expect(await fitTrials([...many, ...stored], PRIOR)).toEqual(await fitTrials(many, PRIOR))
    expect(
      (await fitTrials([...many, ...stored], PRIOR, { storedTeach: 'always' })).own,
    ).not.toEqual((await fitTrials(many, PRIOR)).own)
  })

  test('too few questions keep what learning starts from', async () => {
    expect(await fitTrials(trials(20), PRIOR)).toEqual(PRIOR)
  })

  test('a feature that is left out keeps its weight, and the others learn', async () => {
    const asked = [...trials(60, { near: 1 }), ...trials(60, { gold: false })]

    const { known } = await fitTrials(asked, PRIOR, {
      leftOut: { model: 'known', feature: 'near' },
    })
    const whole = await fitTrials(asked, PRIOR)

    expect(known.weights[0]).toBe(0)
    expect(whole.known.weights[0]).toBeGreaterThan(1)
  })
})
