import { describe, expect, test } from 'vitest'
import { bCubed, companyOf } from './b-cubed.js'

const grouped = (gold: string, found: string) =>
  [...gold].map((group, i) => ({ id: String(i), gold: group, found: found[i] ?? '' }))
const score = (gold: string, found: string) => bCubed(companyOf(grouped(gold, found)))

describe('B-cubed', () => {
  test('is 1 for the same groups under other names', () => {
    expect(score('aabbc', 'xxyyz')).toBe(1)
  })

  test('agrees with a table worked out by hand', () => {
    // aaab against xxyy. Precision 1, 1, ½, ½: ¾. Recall ⅔, ⅔, ⅓, 1: ⅔. 2 · ¾ · ⅔ / (¾ + ⅔) = 12/17.
    expect(score('aaab', 'xxyy')).toBeCloseTo(12 / 17, 10)
  })

  test('gives things alone their precision, and all in one group their recall', () => {
    // One of both is 1 and the other ½: ⅔.
    expect(score('aabb', 'wxyz')).toBeCloseTo(2 / 3, 10)
    expect(score('aabb', 'xxxx')).toBeCloseTo(2 / 3, 10)
  })

  test('takes a thing that is drawn twice as it lay among all', () => {
    const [first, second] = companyOf(grouped('ab', 'xx'))
    if (!first || !second) throw new Error('There are two things.')

    expect(bCubed([first, first, second])).toBe(bCubed([first, second]))
  })

  test('says nothing of nothing', () => {
    expect(score('', '')).toBeNull()
  })
})
