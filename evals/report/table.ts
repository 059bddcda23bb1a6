import type { Figure, SuiteReport } from '../suite.js'
import type { Estimate } from './bootstrap.js'

/** Draws a suite's report for a terminal: figures by group with their intervals, then the worst. */
export function drawReport(report: SuiteReport): string {
  const groups = Object.keys(report.groups)
  const rows = [
    ['', ...groups],
    ['questions', ...groups.map((group) => String(report.groups[group]))],
    ...report.figures.map((figure) => [
      figure.name,
      ...groups.map((group) => drawEstimate(figure.values[group] ?? null, figure.unit)),
    ]),
  ]
  const datasets = report.datasets.map(({ name, lines }) => `${name} (${lines})`).join(', ')
  return [
    `${report.suite}: ${datasets}`,
    '',
    ...alignColumns(rows),
    ...(report.notes.length === 0 ? [] : ['', ...report.notes.map((note) => `Note: ${note}`)]),
    ...drawWorst(report),
    '',
  ].join('\n')
}

/** `81.2 [78–84]` for a share in percent, `.812 [.78–.84]` for a number; a dash when unknown. */
function drawEstimate(estimate: Estimate | null, unit: Figure['unit']): string {
  if (estimate === null) return '–'
  const { value, low, high } = estimate
  if (unit === 'number') return `${fraction(value, 3)} [${fraction(low, 2)}–${fraction(high, 2)}]`
  return `${(100 * value).toFixed(1)} [${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}]`
}

function fraction(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^0\./, '.')
}

/** The first column to the left, the others to the right. */
function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  )
  return rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd(),
  )
}

function drawWorst({ worst }: SuiteReport): string[] {
  if (worst.length === 0) return []
  return [
    '',
    'Worst, with what happened',
    ...worst.flatMap(({ id, text, happened }) => [`  ${id}  ${text}`, `      ${happened}`]),
  ]
}
