import { describe, expect, test } from 'vitest'
import { type Example, fitLogistic } from './fit-logistic.js'

const BLANK = { bias: 0, weights: [0, 0] }
const SPREADS = [0.1, 0.1]

/** Right with the probability that `bias + weights · values` says, each case counted as often. */
function examplesOf(bias: number, weights: readonly number[]): Example[] {
  const grid = [-2, -1, 0, 1, 2]
  return grid.flatMap((a) =>
    grid.flatMap((b) => {
      const values = [a, b]
      const sum = bias + a * (weights[0] ?? 0) + b * (weights[1] ?? 0)
      const probability = 1 / (1 + Math.exp(-sum))
      return [
        { values, right: true, weight: 100 * probability },
        { values, right: false, weight: 100 * (1 - probability) },
      ]
    }),
  )
}

describe('fitting a logistic model', () => {
  test('finds the weights that made the examples', () => {
    const { bias, weights } = fitLogistic(examplesOf(-1, [2, -0.5]), BLANK, 1e-6, SPREADS)

    expect(bias).toBeCloseTo(-1, 4)
    expect(weights[0]).toBeCloseTo(2, 4)
    expect(weights[1]).toBeCloseTo(-0.5, 4)
  })

  test('stays at the prior without examples', () => {
    const prior = { bias: 0.5, weights: [1, -2] }

    expect(fitLogistic([], prior, 1, SPREADS)).toEqual(prior)
  })

  test('a strong belief moves little, a weak one far', () => {
    const examples = examplesOf(0, [3, 0])
    const weightAfter = (belief: number) =>
      fitLogistic(examples, BLANK, belief, SPREADS).weights[0] ?? 0

    expect(weightAfter(1e6)).toBeLessThan(0.1)
    expect(weightAfter(1)).toBeGreaterThan(2.5)
  })

  test('what hardly differs keeps about its weight', () => {
    const prior = { bias: 0, weights: [0, 2] }
    const examples = examplesOf(0, [1, 0]).map(({ values, ...rest }) => ({
      ...rest,
      values: [values[0] ?? 0, 1e-4 * (values[1] ?? 0)],
    }))

    expect(fitLogistic(examples, prior, 20, SPREADS).weights[1]).toBeCloseTo(2, 1)
  })

  test('an example of double weight counts as two', () => {
    const once = examplesOf(1, [1, 1])
    const twice = fitLogistic([...once, ...once], BLANK, 1, SPREADS)
    const doubled = fitLogistic(
      once.map((example) => ({ ...example, weight: 2 * example.weight })),
      BLANK,
      1,
      SPREADS,
    )

    expect(doubled.bias).toBeCloseTo(twice.bias, 9)
  })

  test('a feature that never changes, and perfect separation, give finite numbers', () => {
    const examples = [-1, 1].map((value) => ({ values: [value, 7], right: value > 0, weight: 10 }))

    const { bias, weights } = fitLogistic(examples, BLANK, 1, SPREADS)

    expect([bias, ...weights].every(Number.isFinite)).toBe(true)
  })
})
