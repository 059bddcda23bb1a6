import { expect, test } from 'vitest'
import { coverageAt } from './coverage.js'

const forecasts = [
  { probability: 0.9, right: true },
  { probability: 0.8, right: true },
  { probability: 0.7, right: false },
  { probability: 0.6, right: true },
  { probability: 0.5, right: false },
]

test.each([
  // The first two are all right; with the third it is 2/3.
  { accuracy: 1, coverage: 2 / 5 },
  // 3 of the first 4 are right, though only 2 of the first 3.
  { accuracy: 0.75, coverage: 4 / 5 },
  { accuracy: 0.6, coverage: 1 },
])('$accuracy is reached for $coverage of the questions', ({ accuracy, coverage }) => {
  expect(coverageAt(forecasts, accuracy)).toBe(coverage)
})

test('equal probabilities are answered together or not at all', () => {
  const equal = [
    { probability: 0.9, right: true },
    { probability: 0.9, right: false },
  ]

  expect(coverageAt(equal, 0.95)).toBe(0)
  expect(coverageAt(equal, 0.5)).toBe(1)
})

test('cannot be said of nothing', () => {
  expect(coverageAt([], 0.95)).toBeNull()
})
