import { describe, expect, test } from 'vitest'
import type { SuiteReport } from '../suite.js'
import { reportJson } from './report-json.js'

const hit = { value: 0.5, low: 0.25, high: 0.75, count: 2, nulls: 1 }
const report: SuiteReport = {
  suite: 'retrieval',
  datasets: [{ name: 'zh.jsonl', lines: 3 }],
  groups: { all: 3, en: 1 },
  figures: [{ name: 'hit@1', unit: 'percent', values: { all: hit, en: null } }],
  worst: [{ id: 'q1', text: 'where', happened: 'not found' }],
  notes: [],
  questions: [{ id: 'q1' }],
}

describe('a report as JSON', () => {
  test('of one suite has its totals, its groups and every question', () => {
    expect(JSON.parse(reportJson([report]))).toEqual({
      suite: 'retrieval',
      datasets: [{ name: 'zh.jsonl', lines: 3 }],
      totals: { questions: 3, 'hit@1': hit },
      groups: { en: { questions: 1, 'hit@1': null } },
      notes: [],
      questions: [{ id: 'q1' }],
    })
  })

  test('of several suites has one under each name', () => {
    const both = JSON.parse(reportJson([report, { ...report, suite: 'decision' }]))

    expect(Object.keys(both)).toEqual(['retrieval', 'decision'])
    expect(both.decision.totals).toEqual({ questions: 3, 'hit@1': hit })
  })
})
