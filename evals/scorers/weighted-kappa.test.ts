import { expect, test } from 'vitest'
import { weightedKappa } from './weighted-kappa.js'

const readings = (...pairs: readonly (readonly [number, number])[]) =>
  pairs.map(([first, second]) => ({ first, second }))

test('readers who always agree have 1, and those who say the opposite −1', () => {
  expect(weightedKappa(readings([-1, -1], [0, 0], [2, 2]))).toBe(1)
  expect(weightedKappa(readings([-1, 1], [1, -1]))).toBe(-1)
})

test('a large difference weighs more than a small one', () => {
  // Seen: 0 + 0 + 1 + 0 = 1, of 4 readings. By chance, over all 16 pairs of {-2, 2, 0, 1} and
  // {-2, 2, 1, 1}: 0+16+9+9 + 16+0+1+1 + 4+4+1+1 + 9+1+0+0 = 72. So 1 − 1 · 4 / 72.
  expect(weightedKappa(readings([-2, -2], [2, 2], [0, 1], [1, 1]))).toBeCloseTo(1 - 4 / 72)
  // The same with the third off by two: seen 4; second is {-2, 2, 2, 1}: 0+16+16+9 + 16+0+0+1 +
  // 4+4+4+1 + 9+1+1+0 = 82.
  expect(weightedKappa(readings([-2, -2], [2, 2], [0, 2], [1, 1]))).toBeCloseTo(1 - 16 / 82)
})

test('where all is one step there is nothing to agree about', () => {
  expect(weightedKappa(readings([1, 1], [1, 1]))).toBeNull()
  expect(weightedKappa([])).toBeNull()
})
