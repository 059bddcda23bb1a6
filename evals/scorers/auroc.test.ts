import { expect, test } from 'vitest'
import { auroc } from './auroc.js'

test.each([
  // Of the four pairs, .8 > .6, .8 > .3 and .4 > .3 are won, .4 > .6 is lost: 3 of 4.
  { positives: [0.8, 0.4], negatives: [0.6, 0.3], expected: 0.75 },
  { positives: [0.9, 0.8], negatives: [0.1, 0.2], expected: 1 },
  { positives: [0.1], negatives: [0.9, 0.8], expected: 0 },
  // .5 against .5 is half a win, .5 against .2 a whole one: 1.5 of 2.
  { positives: [0.5], negatives: [0.5, 0.2], expected: 0.75 },
  { positives: [0.5, 0.5], negatives: [0.5], expected: 0.5 },
])('$positives against $negatives is $expected', ({ positives, negatives, expected }) => {
  expect(auroc(positives, negatives)).toBe(expected)
})

test('cannot be said of one class alone', () => {
  expect(auroc([0.5], [])).toBeNull()
  expect(auroc([], [0.5])).toBeNull()
})

test('leaves its input in its order', () => {
  const positives = [0.9, 0.1]

  auroc(positives, [0.5])

  expect(positives).toEqual([0.9, 0.1])
})
