import { expect, test } from 'vitest'
import { mcnemar } from './mcnemar.js'

test.each([
  // One of six went the other way: 2 · (1 + 6) / 2⁶ = 14/64.
  { gained: 5, lost: 1, p: 14 / 64 },
  // All eight went one way: 2 / 2⁸.
  { gained: 0, lost: 8, p: 2 / 256 },
  // 2 · (1 + 10 + 45) / 2¹⁰ = 112/1024.
  { gained: 2, lost: 8, p: 112 / 1024 },
])('$gained won and $lost lost is chance with probability $p', ({ gained, lost, p }) => {
  expect(mcnemar(gained, lost)).toBeCloseTo(p, 12)
  expect(mcnemar(lost, gained)).toBeCloseTo(p, 12)
})

test('an even split, and none at all, are surely chance', () => {
  expect(mcnemar(7, 7)).toBe(1)
  expect(mcnemar(0, 0)).toBe(1)
})

test('thousands of questions neither overflow nor vanish', () => {
  // Normal approximation: 2 · (1 − Φ(200/√2000)) = 2 · (1 − Φ(4.47)) ≈ 7.7e-6.
  expect(mcnemar(1_100, 900)).toBeGreaterThan(5e-6)
  expect(mcnemar(1_100, 900)).toBeLessThan(1.2e-5)
})
