import { expect, test } from 'vitest'
import { simulateComparisons } from './simulate-comparisons.js'

test('of 200 comparisons of equal rankings at most 5 % speak, and a worse ranking is called worse', () => {
  const rates = simulateComparisons({ comparisons: 200, questions: 200, seed: 20_261_126 })

  expect(rates.falseAlarms).toBeLessThanOrEqual(0.05)
  expect(rates.found).toBeGreaterThanOrEqual(0.95)
  expect(rates.misled).toBe(0)
}, 120_000)
