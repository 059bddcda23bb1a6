import { expect, test } from 'vitest'
import { macroF1 } from './macro-f1.js'

const pairs = [
  { gold: 'a', told: 'a' },
  { gold: 'a', told: 'b' },
  { gold: 'b', told: 'b' },
  { gold: 'b', told: 'b' },
]

test('every class counts alike', () => {
  // a: 2 · 1 / (2 + 1) = 2/3; b: 2 · 2 / (2 + 3) = 4/5; their mean is 11/15.
  expect(macroF1(pairs, ['a', 'b'])).toBeCloseTo(11 / 15)
})

test('a class that is nowhere is left out, and none at all is unknown', () => {
  expect(macroF1(pairs, ['a', 'b', 'c'])).toBeCloseTo(11 / 15)
  expect(macroF1(pairs, ['c'])).toBeNull()
})
