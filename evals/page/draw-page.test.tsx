import { describe, expect, test } from 'vitest'
import { comparableReport } from '../compare/comparable-report.js'
import { compareRuns } from '../compare/compare-runs.js'
import type { RunOrigin } from '../compare/read-run.js'
import { suiteReport } from '../testing/suite-report.js'
import { reliabilityBins, riskPoints } from './diagrams.js'
import { drawPage } from './draw-page.js'

const origin: RunOrigin = {
  commit: '0123456789abcdef',
  changed: false,
  at: '2026-11-26T12:00:00.000Z',
  content: { name: 'content', digest: 'abc123' },
}
const hits = (right: number) => Array.from({ length: 60 }, (_, i) => (i < right ? 1 : 0))
const report = suiteReport({
  suite: 'retrieval',
  hits: hits(45),
  forecasts: [
    { probability: 0.95, right: true },
    { probability: 0.15, right: false },
  ],
  worst: [
    {
      id: 'zh-001',
      text: '怎么<b>下单',
      happened: 'not found',
      trace: [
        {
          text: '怎么<b>下单',
          reply: '请看 "下单"',
          decision: 'answer',
          probability: 0.42,
          signals: [{ name: 'anger', strength: 0.61 }],
          rules: ['anger'],
          passages: [{ article: 'place-order', title: '下单', probability: 0.42 }],
        },
      ],
    },
  ],
})
const before = suiteReport({ suite: 'retrieval', hits: hits(58) })

describe('the page', () => {
  const page = drawPage({
    reports: [report],
    comparisons: compareRuns([comparableReport(before)], [comparableReport(report)]),
    origin,
    since: origin,
  })

  test('loads nothing and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|src=|https?:/)
  })

  test('has no mark-up that came from a customer', () => {
    expect(page).toContain('怎么&lt;b&gt;下单')
    expect(page).not.toContain('怎么<b>')
  })

  test('says in words what is worse, with both figures', () => {
    expect(page).toContain('<span class="word worse">worse</span>')
    expect(page).toContain('<td>96.7 %</td><td>75.0 %</td>')
  })

  test('shows what went on inside the worst', () => {
    expect(page).toContain('42 % sure; rules that held: anger; heard: anger 0.61')
    expect(page).toContain('下单 (place-order, 42 %)')
  })
})

test('a first run says that there is nothing to compare with', () => {
  expect(drawPage({ reports: [report], comparisons: [], origin, since: null })).toContain(
    'There is no earlier run',
  )
})

test('a reliability bin has what was claimed and what came, on average', () => {
  const bins = reliabilityBins([
    { probability: 0.91, right: true },
    { probability: 0.99, right: false },
    { probability: 1, right: true },
  ])

  // The tenth bin holds all three; half of the interval is 1.96 · √(2/3 · 1/3 / 3).
  expect(bins).toHaveLength(1)
  expect(bins[0]?.claimed).toBeCloseTo((0.91 + 0.99 + 1) / 3)
  expect(bins[0]?.came).toBeCloseTo(2 / 3)
  expect(bins[0]?.half).toBeCloseTo(0.5334, 3)
})

test('risk goes up the more is answered, and equal probabilities are answered together', () => {
  const forecasts = [
    { probability: 0.9, right: true },
    { probability: 0.5, right: false },
    { probability: 0.5, right: true },
    { probability: 0.1, right: false },
  ]

  expect(riskPoints(forecasts)).toEqual([
    { coverage: 1 / 4, risk: 0 },
    { coverage: 3 / 4, risk: 1 / 3 },
    { coverage: 1, risk: 2 / 4 },
  ])
})
