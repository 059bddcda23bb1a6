import { describe, expect, test } from 'vitest'
import { errorBound } from './error-bound.js'

describe('the upper bound on a share of errors', () => {
  // Without errors the bound p solves (1 − p)^n = 0.05.
  test.each([
    { count: 59, bound: 1 - 0.05 ** (1 / 59) },
    { count: 149, bound: 1 - 0.05 ** (1 / 149) },
  ])('is known in closed form for none of $count', ({ count, bound }) => {
    expect(errorBound(0, count, 0.95)).toBeCloseTo(bound, 9)
  })

  // Table of exact binomial limits: 1 of 10, one-sided 95 %, upper limit 0.3942.
  test('is the published one for 1 of 10', () => {
    expect(errorBound(1, 10, 0.95)).toBeCloseTo(0.3942, 4)
  })

  test('falls with more questions, and rises with surer bounds and more errors', () => {
    expect(errorBound(5, 500, 0.95)).toBeLessThan(errorBound(2, 200, 0.95))
    expect(errorBound(5, 500, 0.99)).toBeGreaterThan(errorBound(5, 500, 0.9))
    expect(errorBound(6, 500, 0.95)).toBeGreaterThan(errorBound(5, 500, 0.95))
  })

  test('is 1 when nothing was seen, or only errors', () => {
    expect([errorBound(0, 0, 0.95), errorBound(3, 3, 0.95)]).toEqual([1, 1])
  })
})
