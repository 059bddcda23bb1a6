import { expect, test } from 'vitest'
import { holm } from './holm.js'

test('the smallest counts as often as there are figures, the next one less', () => {
  // Sorted .01, .02, .04 become .01 · 3, .02 · 2 and .04 · 1, and none less than the one before.
  expect(holm([0.04, 0.01, 0.02])).toEqual([0.04, 0.03, 0.04])
})

test('nothing is more than certain, and an empty family has nothing to adjust', () => {
  expect(holm([0.9, 0.8])).toEqual([1, 1])
  expect(holm([])).toEqual([])
})
