import { describe, expect, test } from 'vitest'
import { estimate } from '../report/bootstrap.js'
import { f1Of, precisionOf, type RuleSample, recallOf } from './rule-score.js'

const samples: readonly RuleSample[] = [
  { gold: 'anger', fired: 'anger' },
  { gold: 'anger', fired: 'anger' },
  { gold: 'anger', fired: null },
  { gold: 'anger', fired: 'complaint' },
  { gold: null, fired: 'anger' },
  { gold: null, fired: null },
]

describe('the scores of a rule', () => {
  test('precision: fired three times, rightly twice', () => {
    expect(estimate(samples, precisionOf('anger'))).toMatchObject({ value: 2 / 3, count: 3 })
  })

  test('recall: should have fired four times, did twice', () => {
    expect(estimate(samples, recallOf('anger'))).toMatchObject({ value: 1 / 2, count: 4 })
  })

  test('F1: twice the hits over twice the hits, one false alarm and two misses', () => {
    // 2 · 2 / (2 · 2 + 1 + 2) = 4/7, which is also 2 · (2/3 · 1/2) / (2/3 + 1/2).
    expect(estimate(samples, f1Of('anger'))).toMatchObject({ value: 4 / 7, count: 5 })
  })

  test('another rule that fired instead is a miss here and a false alarm there', () => {
    expect(estimate(samples, precisionOf('complaint'))?.value).toBe(0)
    expect(estimate(samples, recallOf('complaint'))).toBeNull()
  })

  test('a rule that neither fired nor should have has no score', () => {
    expect(estimate(samples, f1Of('failed-twice'))).toBeNull()
  })
})
