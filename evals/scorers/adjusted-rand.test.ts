import { describe, expect, test } from 'vitest'
import { adjustedRand } from './adjusted-rand.js'

const grouped = (gold: string, found: string) =>
  [...gold].map((group, i) => ({ id: String(i), gold: group, found: found[i] ?? '' }))

describe('the adjusted Rand index', () => {
  test('is 1 for the same groups under other names', () => {
    expect(adjustedRand(grouped('aabbc', 'xxyyz'))).toBe(1)
  })

  test('agrees with a table worked out by hand', () => {
    // aaabbb against xxyyzz: pairs 15, gold 3 + 3 = 6, found 3, both 1 + 1 = 2.
    // By chance 6 · 3 / 15 = 1.2; at most (6 + 3) / 2 = 4.5. So 0.8 / 3.3.
    expect(adjustedRand(grouped('aaabbb', 'xxyyzz'))).toBeCloseTo(0.8 / 3.3, 10)
  })

  test('is below 0 when groups agree less than by lot', () => {
    expect(adjustedRand(grouped('aabb', 'xyxy'))).toBeLessThan(0)
  })

  test('does not rise when a thing is drawn twice, since it is no pair with itself', () => {
    const [first, ...rest] = grouped('ab', 'xx')
    if (!first) throw new Error('There is a first thing.')

    // Drawn twice, a lies with b twice: two wrong pairs of two.
    expect(adjustedRand([first, first, ...rest])).toBe(adjustedRand([first, ...rest]))
  })

  test.each([
    { gold: 'aaa', found: 'xxx' },
    { gold: 'abc', found: 'xyz' },
    { gold: 'a', found: 'x' },
    { gold: '', found: '' },
  ])('says nothing of $gold against $found', ({ gold, found }) => {
    expect(adjustedRand(grouped(gold, found))).toBeNull()
  })
})
