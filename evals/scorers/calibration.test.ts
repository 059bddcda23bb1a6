import { describe, expect, test } from 'vitest'
import { seededRandom } from '../report/random.js'
import { ece, eceByChance, type Forecast, squaredError } from './calibration.js'

const forecasts = (probability: number, right: number, wrong: number): Forecast[] => [
  ...Array.from({ length: right }, () => ({ probability, right: true })),
  ...Array.from({ length: wrong }, () => ({ probability, right: false })),
]

describe('the calibration error', () => {
  test('is 0 when .75 comes true three times in four', () => {
    expect(ece(forecasts(0.75, 3, 1))).toBe(0)
  })

  test('averages over bins by their number of questions', () => {
    // Eight claimed .9 and half came: .4 off. Two claimed .1 and none came: .1 off.
    // (8 · .4 + 2 · .1) / 10 = .34
    expect(ece([...forecasts(0.9, 4, 4), ...forecasts(0.1, 0, 2)])).toBeCloseTo(0.34)
  })

  test('lets too much and too little within one bin cancel, but not across bins', () => {
    // .62 that comes and .68 that does not: (−.38 + .68) / 2 = .15
    expect(ece([...forecasts(0.62, 1, 0), ...forecasts(0.68, 0, 1)])).toBeCloseTo(0.15)
    // .38 off in one bin, .78 off in another: (.38 + .78) / 2 = .58
    expect(ece([...forecasts(0.62, 1, 0), ...forecasts(0.78, 0, 1)])).toBeCloseTo(0.58)
  })

  test('puts certainty into the last bin', () => {
    expect(ece(forecasts(1, 2, 0))).toBe(0)
  })

  test('cannot be said of nothing', () => {
    expect(ece([])).toBeNull()
  })
})

describe('the calibration error by chance', () => {
  test('is nothing for certainties', () => {
    expect(eceByChance([...forecasts(1, 3, 0), ...forecasts(0, 0, 2)])).toBe(0)
  })

  test('is what exactly true probabilities show on average', () => {
    const random = seededRandom(5)
    let total = 0
    let claimed: Forecast[] = []
    for (let i = 0; i < 200; i++) {
      claimed = Array.from({ length: 500 }, (_, n) => {
        const probability = (n + 0.5) / 500
        return { probability, right: random() < probability }
      })
      total += ece(claimed) ?? 0
    }

    // By the formula, 50 a bin: Σ over bins √(2/π · 50 p(1 − p)) / 500 = 5.64 · 3.97 / 500 = .0447.
    expect(eceByChance(claimed)).toBeCloseTo(0.0447, 3)
    expect(total / 200).toBeCloseTo(0.0447, 2)
  })
})

test('the squared error of .8 is .04 when it comes and .64 when it does not', () => {
  expect(squaredError({ probability: 0.8, right: true })).toBeCloseTo(0.04)
  expect(squaredError({ probability: 0.8, right: false })).toBeCloseTo(0.64)
})
