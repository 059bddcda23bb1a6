import { expect, test } from 'vitest'
import { mean } from './bootstrap.js'
import { difference } from './paired.js'

const score = mean((value: number | null) => value)

test('a difference has the width of what moved, not of what is hard for both', () => {
  // 100 questions, half of them hard for both; five of the easy ones are lost.
  const before = Array.from({ length: 100 }, (_, i) => (i < 50 ? 0 : 1))
  const after = before.with(50, 0).with(51, 0).with(52, 0).with(53, 0).with(54, 0)

  const moved = difference(before, after, score)

  // −.05; of pairs, the standard error is √(.05 · .95 / 100) = .022, and unpaired it would be .07.
  expect(moved?.value).toBeCloseTo(-0.05)
  expect(moved?.low).toBeGreaterThan(-0.11)
  expect(moved?.high).toBeLessThan(0)
})

test('what is alike differs by nothing, and for certain', () => {
  expect(difference([0, 1, 1], [0, 1, 1], score)).toEqual({ value: 0, low: 0, high: 0 })
})

test('a figure that cannot be said has no difference', () => {
  expect(difference([null], [null], score)).toBeNull()
})
