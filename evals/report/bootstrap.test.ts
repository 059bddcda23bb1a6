import { describe, expect, test } from 'vitest'
import { estimate, mean, share } from './bootstrap.js'
import { seededRandom } from './random.js'

const isOne = share((score: number) => score === 1)

describe('an estimate', () => {
  test('is the same to the digit each time', () => {
    const scores = Array.from({ length: 50 }, (_, i) => (i % 3 === 0 ? 1 : 0))

    expect(estimate(scores, isOne)).toEqual(estimate(scores, isOne))
  })

  test('has an interval as wide as the normal approximation says', () => {
    const scores = Array.from({ length: 400 }, (_, i) => (i < 200 ? 1 : 0))

    const found = estimate(scores, isOne)

    // Standard error of a half among 400: √(.5 · .5 / 400) = .025, so .5 ± 1.96 · .025 = .451–.549.
    expect(found?.value).toBe(0.5)
    expect(found?.low).toBeGreaterThan(0.44)
    expect(found?.low).toBeLessThan(0.462)
    expect(found?.high).toBeGreaterThan(0.538)
    expect(found?.high).toBeLessThan(0.56)
  })

  test('covers the true share in about 95 of 100 samples', () => {
    const random = seededRandom(7)
    let covered = 0
    for (let i = 0; i < 200; i++) {
      const scores = Array.from({ length: 100 }, () => (random() < 0.6 ? 1 : 0))
      const found = estimate(scores, isOne)
      if (found && found.low <= 0.6 && found.high >= 0.6) covered++
    }

    // 190 expected; with 200 samples the count stays within 180–198 in 99.9 % of runs.
    expect(covered).toBeGreaterThanOrEqual(180)
    expect(covered).toBeLessThanOrEqual(198)
  })

  test('counts the questions to which it does not apply apart', () => {
    const found = estimate(
      [1, null, 0, null, null],
      mean((score: number | null) => score),
    )

    expect(found).toMatchObject({ value: 0.5, count: 2, nulls: 3 })
  })

  test('draws a mean as any other figure of the same questions', () => {
    const random = seededRandom(3)
    const scores = Array.from({ length: 200 }, () => (random() < 0.1 ? null : random()))
    const { mark: _, ...unmarked } = mean((score: number | null) => score)

    expect(
      estimate(
        scores,
        mean((score: number | null) => score),
      ),
    ).toEqual(estimate(scores, unmarked))
  })

  test('has no width when every question scores alike', () => {
    expect(estimate([1, 1, 1], isOne)).toMatchObject({ value: 1, low: 1, high: 1 })
  })

  test('is null when it applies to nothing', () => {
    expect(
      estimate(
        [null],
        mean((score: number | null) => score),
      ),
    ).toBeNull()
    expect(estimate([], isOne)).toBeNull()
  })

  test('leaves out draws that cannot say', () => {
    const onlyMixed = {
      applies: () => true,
      of: (scores: readonly number[]) => (new Set(scores).size > 1 ? 0.5 : null),
    }

    // Half of all draws of two questions hold one of them twice and say nothing.
    expect(estimate([0, 1], onlyMixed)).toMatchObject({ value: 0.5, low: 0.5, high: 0.5 })
  })
})

describe('seeded random numbers', () => {
  test('repeat for one seed, differ for another and fill the range evenly', () => {
    const [first, again, other] = [seededRandom(1), seededRandom(1), seededRandom(2)]
    const numbers = Array.from({ length: 10_000 }, first)

    expect(Array.from({ length: 10_000 }, again)).toEqual(numbers)
    expect(Array.from({ length: 10_000 }, other)).not.toEqual(numbers)
    // Ten bins of 1,000 each; standard deviation of a bin √(10,000 · .1 · .9) = 30.
    const bins = numbers.reduce(
      (count, number) => {
        const bin = Math.floor(number * 10)
        return count.with(bin, (count[bin] ?? 0) + 1)
      },
      Array.from({ length: 10 }, () => 0),
    )
    for (const count of bins) expect(Math.abs(count - 1_000)).toBeLessThan(130)
  })
})
