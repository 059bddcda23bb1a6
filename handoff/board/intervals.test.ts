import { describe, expect, test } from 'vitest'
import { meanInterval, npsInterval, shareInterval } from './intervals.js'

describe('the interval of a share', () => {
  test('is what Wilson’s formula gives', () => {
    // 8 of 10: z² = 3.8416. Middle (.8 + .19208) / 1.38416 = .71674; half
    // 1.96 / 1.38416 · √(.016 + .009604) = 1.41602 · .16001 = .22658.
    const { value, low, high } = shareInterval(8, 10)

    expect(value).toBe(0.8)
    expect(low).toBeCloseTo(0.4902, 3)
    expect(high).toBeCloseTo(0.9433, 3)
  })

  test('has a width where all are alike, and stays between 0 and 1', () => {
    expect(shareInterval(0, 10)).toMatchObject({ value: 0, low: 0 })
    expect(shareInterval(0, 10).high).toBeCloseTo(0.2775, 3)
    expect(shareInterval(10, 10).high).toBe(1)
  })
})

describe('the interval of the NPS', () => {
  test('lies round it, and has a width where all answer alike', () => {
    // 6 promoters, 2 detractors of 10: up 6.75 / 13 = .51923, down 2.75 / 13 = .21154, their
    // difference .30769, variance (.73077 − .09467) / 13 = .04893, half 1.96 · .22120 = .43355.
    const { value, low, high } = npsInterval(6, 2, 10)

    expect(value).toBe(40)
    expect(low).toBeCloseTo(-12.59, 1)
    expect(high).toBeCloseTo(74.12, 1)
    expect(npsInterval(10, 0, 10).low).toBeLessThan(90)
  })
})

test('a mean needs two numbers', () => {
  // 0, 1, 2: mean 1, variance 1, half 1.96 / √3 = 1.1316.
  expect(meanInterval([0, 1, 2])?.high).toBeCloseTo(2.1316, 3)
  expect(meanInterval([1])).toBeNull()
})
