import { describe, expect, test } from 'vitest'
import { cohensKappa, krippendorffAlpha, quadraticKappa } from './kappa.js'

const times = <Pair>(count: number, pair: Pair) => Array.from({ length: count }, () => pair)

describe('two people', () => {
  test('agree as Cohen’s kappa says', () => {
    // 50 lines: 20 yes-yes, 15 no-no, 5 yes-no, 10 no-yes. They agree in 35/50 = .7; chance gives
    // 25/50 · 30/50 + 25/50 · 20/50 = .5, so kappa is (.7 − .5) / (1 − .5) = .4.
    const pairs = [
      ...times(20, ['yes', 'yes'] as const),
      ...times(15, ['no', 'no'] as const),
      ...times(5, ['yes', 'no'] as const),
      ...times(10, ['no', 'yes'] as const),
    ]
    expect(cohensKappa(pairs)).toBeCloseTo(0.4, 12)
  })

  test('lose less by one step than by four, on a scale', () => {
    const near = [
      [1, 2],
      [5, 5],
      [1, 1],
      [4, 5],
    ] as const
    const far = [
      [1, 5],
      [5, 5],
      [1, 1],
      [5, 1],
    ] as const
    expect(quadraticKappa(near)).toBeGreaterThan(0.8)
    expect(quadraticKappa(far)).toBeCloseTo(0, 12)
    // 4 lines; squared distances 1, 0, 0, 1 are .5 on average. By chance: first 1, 5, 1, 4 against
    // second 2, 5, 1, 5 are (1 + 16 + 0 + 16) · 2 + (9 + 0 + 16 + 0) + (4 + 1 + 9 + 1) = 106 of 16,
    // so 1 − .5 / 6.625.
    expect(quadraticKappa(near)).toBeCloseTo(1 - 0.5 / 6.625, 12)
  })

  test('who know one label cannot be told from chance, and none have nothing in common', () => {
    expect(
      cohensKappa([
        ['a', 'a'],
        ['a', 'a'],
      ]),
    ).toBeNull()
    expect(cohensKappa([])).toBeNull()
  })
})

describe('several people', () => {
  test('agree as Krippendorff’s alpha says, also where some left lines out', () => {
    // Two lines of two: a a and a b, and one with a single label, which says nothing. Of the four
    // labels, observed distance: (0 + 2) / 4 = .5; expected over 3 a and 1 b: 2 · 3 · 1 / (4 · 3) = .5.
    expect(
      krippendorffAlpha([
        ['a', 'a', null],
        ['a', null, 'b'],
        ['b', null, null],
      ]),
    ).toBeCloseTo(0, 12)
  })

  test('are of one mind', () => {
    expect(
      krippendorffAlpha([
        ['a', 'a', 'a'],
        ['b', 'b', 'b'],
      ]),
    ).toBe(1)
    expect(
      krippendorffAlpha([
        [1, 1, 2],
        [5, 5, 5],
      ]),
    ).toBeGreaterThan(0.9)
    expect(krippendorffAlpha([['a', 'a']])).toBeNull()
  })
})
