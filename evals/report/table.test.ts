import { expect, test } from 'vitest'
import type { SuiteReport } from '../suite.js'
import { drawReport } from './table.js'

const report: SuiteReport = {
  suite: 'retrieval',
  about: 'is it found',
  timed: false,
  datasets: [{ name: 'zh.jsonl', lines: 20, digest: 'd' }],
  groups: { all: 20, en: 4 },
  figures: [
    {
      name: 'hit@1',
      unit: 'percent',
      values: { all: { value: 0.8125, low: 0.784, high: 0.845, count: 16, nulls: 4 }, en: null },
    },
    {
      name: 'mrr',
      unit: 'number',
      values: {
        all: { value: 0.9, low: 0.851, high: 1, count: 16, nulls: 4 },
        en: { value: 0, low: 0, high: 0, count: 4, nulls: 0 },
      },
    },
    {
      name: 'length',
      unit: 'characters',
      values: { all: { value: 81.5, low: 78.2, high: 90, count: 20, nulls: 0 }, en: null },
    },
  ],
  worst: [{ id: 'zh-001', text: '怎么下单', happened: 'wanted place-order, not found' }],
  notes: ['1 label names an article that is not there: gone.'],
  questions: [],
  marks: [],
}

test('figures stand in columns, with a dash where there is none', () => {
  expect(drawReport(report)).toBe(
    [
      'retrieval: zh.jsonl (20)',
      '',
      '                       all              en',
      'questions               20               4',
      'hit@1         81.3 [78–85]               –',
      'mrr        .900 [.85–1.00]  .000 [.00–.00]',
      'length          82 [78–90]               –',
      '',
      'Note: 1 label names an article that is not there: gone.',
      '',
      'Worst, with what happened',
      '  zh-001  怎么下单',
      '      wanted place-order, not found',
      '',
    ].join('\n'),
  )
})

test('nothing is said of the worst when all went well', () => {
  expect(drawReport({ ...report, worst: [] })).not.toContain('Worst')
})

test('columns that do not fit side by side stand below, beside the labels again', () => {
  const groups = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`group number ${i}`, i]))

  const lines = drawReport({ ...report, groups }).split('\n')

  expect(Math.max(...lines.slice(0, 12).map((line) => line.length))).toBeLessThanOrEqual(120)
  const headings = lines.filter((line) => line.includes('group number'))
  expect(headings).toHaveLength(2)
  expect(headings[1]).toContain('group number 11')
  expect(lines.filter((line) => line.startsWith('hit@1'))).toHaveLength(2)
})
