import { expect, test } from 'vitest'
import { dealFolds, groupAlike } from './folds.js'

test('those that are alike are one group, also by way of a third', () => {
  const isNear = (a: number, b: number) => Math.abs(a - b) <= 1

  expect(groupAlike([1, 5, 3, 2, 6], isNear)).toEqual([0, 1, 0, 0, 1])
})

test('a group is never parted, and folds are about equal', () => {
  const groups = Array.from({ length: 60 }, (_, i) => Math.floor(i / 3))

  const folds = dealFolds(groups, 5, 7)

  for (const [i, fold] of folds.entries()) expect(fold).toBe(folds[i - (i % 3)])
  const sizes = [0, 1, 2, 3, 4].map((fold) => folds.filter((other) => other === fold).length)
  expect(sizes).toEqual([12, 12, 12, 12, 12])
})

test('the same seed deals alike, another one otherwise', () => {
  const groups = Array.from({ length: 40 }, (_, i) => i)

  expect(dealFolds(groups, 5, 1)).toEqual(dealFolds(groups, 5, 1))
  expect(dealFolds(groups, 5, 1)).not.toEqual(dealFolds(groups, 5, 2))
})
