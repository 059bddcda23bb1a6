import { describe, expect, test } from 'vitest'
import type { SuiteReport } from '../suite.js'
import { reportJson } from './report-json.js'

const hit = { value: 0.5, low: 0.25, high: 0.75, count: 2, nulls: 1 }
const report: SuiteReport = {
  suite: 'retrieval',
  about: 'is it found',
  timed: false,
  datasets: [{ name: 'zh.jsonl', lines: 3, digest: 'd' }],
  groups: { all: 3, en: 1 },
  figures: [
    { name: 'hit@1', unit: 'percent', good: 'high', mark: 'mean', values: { all: hit, en: null } },
  ],
  worst: [{ id: 'q1', text: 'where', happened: 'not found' }],
  notes: [],
  questions: [{ id: 'q1' }],
  marks: [{ groups: ['all'], marks: { 'hit@1': 1 } }],
}

describe('a report as JSON', () => {
  test('of one suite has its totals, its groups and every question', () => {
    expect(JSON.parse(reportJson([report]))).toEqual({
      suite: 'retrieval',
      datasets: [{ name: 'zh.jsonl', lines: 3, digest: 'd' }],
      measures: { 'hit@1': { unit: 'percent', good: 'high', mark: 'mean' } },
      totals: { questions: 3, 'hit@1': hit },
      groups: { en: { questions: 1, 'hit@1': null } },
      notes: [],
      questions: [{ id: 'q1', groups: ['all'], marks: { 'hit@1': 1 } }],
    })
  })

  test('of several suites has one under each name', () => {
    const both = JSON.parse(reportJson([report, { ...report, suite: 'decision' }]))

    expect(Object.keys(both)).toEqual(['retrieval', 'decision'])
    expect(both.decision.totals).toEqual({ questions: 3, 'hit@1': hit })
  })

  test('of several suites leaves out what is of the machine, and keeps it when alone', () => {
    const speed = { ...report, suite: 'speed', timed: true }

    expect(Object.keys(JSON.parse(reportJson([report, speed])))).toEqual(['retrieval'])
    expect(JSON.parse(reportJson([speed])).suite).toBe('speed')
  })
})
