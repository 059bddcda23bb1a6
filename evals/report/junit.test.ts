import { expect, test } from 'vitest'
import { comparableReport } from '../compare/comparable-report.js'
import { compareRuns } from '../compare/compare-runs.js'
import { suiteReport } from '../testing/suite-report.js'
import { junit } from './junit.js'

const hits = (wrong: number) => Array.from({ length: 40 }, (_, i) => (i < wrong ? 0 : 1))
const good = suiteReport({ suite: 'retrieval', hits: hits(2) })
const bad = suiteReport({ suite: 'retrieval', hits: hits(30) })
test('a figure that is worse than in the last run fails, with how far', () => {
  const text = junit([bad], compareRuns([comparableReport(good)], [comparableReport(bad)]))

  expect(text).toContain('<testsuite name="retrieval" tests="1" failures="1">')
  expect(text).toMatch(/<failure message="worse than in the last run">all: 95\.0 % → 25\.0 %/)
})

test('nothing fails that is better, alike or of the machine, or has no last run', () => {
  const comparisons = compareRuns([comparableReport(good)], [comparableReport(bad)])

  expect(
    junit([good], compareRuns([comparableReport(bad)], [comparableReport(good)])),
  ).not.toContain('<failure')
  expect(
    junit([good], compareRuns([comparableReport(good)], [comparableReport(good)])),
  ).not.toContain('<failure')
  expect(junit([{ ...bad, timed: true }], comparisons)).not.toContain('<failure')
  expect(junit([bad], [])).toContain('<system-out>25.0 [')
})

test('names are written as XML needs them', () => {
  expect(junit([{ ...good, suite: 'a<b & "c"' }], [])).toContain(
    'name="a&lt;b &amp; &quot;c&quot;"',
  )
})
