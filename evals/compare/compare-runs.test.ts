import { describe, expect, test } from 'vitest'
import type { Mark } from '../report/mark.js'
import { type ComparableSuite, compareRuns } from './compare-runs.js'
import { tellComparison, wordsOf } from './tell-comparison.js'

type Marks = readonly (Mark | null)[]

function runOf(
  marks: Marks,
  {
    good = 'high',
    suite = 'retrieval',
    first = 0,
  }: { good?: 'high' | 'low' | null; suite?: string; first?: number } = {},
): ComparableSuite {
  return {
    suite,
    datasets: [{ name: 'zh.jsonl', digest: `${marks.length}` }],
    measures: { hit: { unit: 'percent', mark: 'mean', ...(good && { good }) } },
    questions: marks.map((mark, i) => ({
      id: `q${first + i}`,
      groups: ['all'],
      marks: { hit: mark },
    })),
  }
}

/** So many right, then wrong ones. */
const right = (count: number, of: number): number[] =>
  Array.from({ length: of }, (_, i) => (i < count ? 1 : 0))

const only = (before: ComparableSuite, after: ComparableSuite) => {
  const [comparison] = compareRuns([before], [after])
  if (comparison === undefined) throw new Error('Nothing was compared.')
  return comparison
}

describe('two runs', () => {
  test('are better or worse where chance would hardly do it, by which way is better', () => {
    // Twenty lost and none gained: McNemar 2 / 2²⁰, far below .05.
    const [good, bad] = [right(90, 100), right(70, 100)]

    expect(only(runOf(good), runOf(bad)).word).toBe('worse')
    expect(only(runOf(bad), runOf(good)).word).toBe('better')
    expect(only(runOf(good, { good: 'low' }), runOf(bad, { good: 'low' })).word).toBe('better')
    expect(only(runOf(good), runOf(bad)).changes[0]).toMatchObject({
      before: 0.9,
      after: 0.7,
      test: 'McNemar',
      questions: 100,
    })
  })

  test('show no difference where five questions changed, whichever way', () => {
    // 2 / 2⁵ = .0625.
    const comparison = only(runOf(right(90, 200)), runOf(right(85, 200)))

    expect(comparison.word).toBe('no difference')
    expect(wordsOf(comparison)).toBe('no difference that 200 questions can show')
  })

  test('of one and the same outcome differ by nothing', () => {
    const [change] = only(runOf(right(3, 9)), runOf(right(3, 9))).changes

    expect(change).toMatchObject({
      difference: { value: 0, low: 0, high: 0 },
      p: 1,
      test: 'nothing changed',
    })
  })

  test('are compared over the questions that both have', () => {
    const comparison = only(runOf(right(50, 50)), runOf(right(30, 50), { first: 10 }))

    expect(comparison).toMatchObject({ questions: 40, onlyBefore: 10, onlyAfter: 10 })
  })

  test('say which way without a word where neither way is better', () => {
    const comparison = only(
      runOf(right(90, 100), { good: null }),
      runOf(right(50, 100), { good: null }),
    )

    expect(comparison.changes[0]).toMatchObject({ word: null })
    expect(comparison.word).toBe('no difference')
  })

  test('with scores between 0 and 1 are put to the paired bootstrap', () => {
    const before = Array.from({ length: 100 }, (_, i) => (i % 10) / 20)
    const after = before.map((score, i) => score + (i % 3 === 0 ? 0.2 : 0.1))

    expect(only(runOf(before), runOf(after))).toMatchObject({
      word: 'better',
      changes: [{ test: 'paired bootstrap' }],
    })
  })

  test('whose lines are not the same are told so', () => {
    expect(only(runOf(right(5, 10)), runOf(right(5, 9))).changedDatasets).toEqual(['zh.jsonl'])
  })

  test('without a suite in common have nothing to compare', () => {
    expect(compareRuns([runOf([1])], [runOf([1], { suite: 'decision' })])).toEqual([])
  })
})

test('a comparison is told with both figures, the interval and the test', () => {
  const text = tellComparison(compareRuns([runOf(right(90, 100))], [runOf(right(70, 100))]))

  expect(text).toMatch(
    /^retrieval: worse\n {2}worse: hit \(all\) 90\.0 % → 70\.0 %, −20\.0 % \[−\d\d\.\d %, −\d\d\.\d %\]; McNemar, 100 questions$/,
  )
})
