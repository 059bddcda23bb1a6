import type { Change, SuiteComparison } from '../compare/compare-runs.js'
import { shown, signed } from '../compare/tell-comparison.js'
import type { Figure, SuiteReport } from '../suite.js'
import { drawEstimate } from './table.js'

/**
 * Writes reports as JUnit XML: a test suite for each suite, a test for each figure over all
 * questions. A figure fails only when it is worse than in the last kept run by more than chance;
 * without such a run nothing fails.
 */
export function junit(
  reports: readonly SuiteReport[],
  comparisons: readonly SuiteComparison[],
): string {
  const suites = reports.map((report) => {
    const comparison = comparisons.find(({ suite }) => suite === report.suite)
    const cases = report.figures.map((figure) => {
      const worse = report.timed ? [] : worseOf(figure, comparison)
      return { failed: worse.length > 0, lines: testCase(report, figure, worse) }
    })
    const failures = cases.filter(({ failed }) => failed).length
    return [
      `  <testsuite name="${escapeXml(report.suite)}" tests="${cases.length}" failures="${failures}">`,
      ...cases.flatMap(({ lines }) => lines),
      '  </testsuite>',
    ].join('\n')
  })
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="evals">\n${suites.join('\n')}\n</testsuites>\n`
}

function worseOf({ name }: Figure, comparison: SuiteComparison | undefined): readonly Change[] {
  return (
    comparison?.changes.filter(({ measure, word }) => measure === name && word === 'worse') ?? []
  )
}

function testCase(
  { suite }: SuiteReport,
  { name, unit, values }: Figure,
  worse: readonly Change[],
): readonly string[] {
  return [
    `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(name)}">`,
    ...(worse.length === 0
      ? []
      : [
          `      <failure message="worse than in the last run">${escapeXml(worse.map(tell).join('\n'))}</failure>`,
        ]),
    `      <system-out>${escapeXml(drawEstimate(values.all ?? null, unit))}</system-out>`,
    '    </testcase>',
  ]
}

function tell({ group, before, after, difference, unit }: Change): string {
  return `${group}: ${shown(before, unit)} → ${shown(after, unit)}, ${signed(difference.value, unit)} [${signed(difference.low, unit)}, ${signed(difference.high, unit)}]`
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}
