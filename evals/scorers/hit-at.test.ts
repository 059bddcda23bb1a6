import { describe, expect, test } from 'vitest'
import { hitAt, reciprocalRank } from './hit-at.js'

describe('a hit among the first k', () => {
  test.each([
    { k: 1, gold: ['a'], hit: 1 },
    { k: 1, gold: ['b'], hit: 0 },
    { k: 3, gold: ['c'], hit: 1 },
    { k: 3, gold: ['d'], hit: 0 },
    { k: 1, gold: ['z', 'a'], hit: 1 },
  ])('$gold among the first $k of a, b, c, d is $hit', ({ k, gold, hit }) => {
    expect(hitAt({ ranked: ['a', 'b', 'c', 'd'], gold }, k)).toBe(hit)
  })

  test('does not apply where no article answers', () => {
    expect(hitAt({ ranked: ['a'], gold: [] }, 1)).toBeNull()
  })

  test('is a miss where nothing was found', () => {
    expect(hitAt({ ranked: [], gold: ['a'] }, 3)).toBe(0)
  })
})

describe('the reciprocal rank', () => {
  test.each([
    { gold: ['a'], rank: 1 },
    { gold: ['c'], rank: 1 / 3 },
    { gold: ['c', 'b'], rank: 1 / 2 },
    { gold: ['z'], rank: 0 },
    { gold: [], rank: null },
  ])('of $gold in a, b, c is $rank', ({ gold, rank }) => {
    expect(reciprocalRank({ ranked: ['a', 'b', 'c'], gold })).toBe(rank)
  })
})
