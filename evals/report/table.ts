import type { Figure, SuiteReport } from '../suite.js'
import type { Estimate } from './bootstrap.js'

/** What a terminal of usual width shows in one line. */
const WIDTH = 120

/** Draws a suite's report for a terminal: figures by group with their intervals, then the worst. */
export function drawReport(report: SuiteReport): string {
  const { suite, groups, figures, notes } = report
  const labels = ['', 'questions', ...figures.map(({ name }) => name)]
  const columns = Object.entries(groups).map(([group, questions]) => [
    group,
    String(questions),
    ...figures.map(({ values, unit }) => drawEstimate(values[group] ?? null, unit)),
  ])
  const datasets = report.datasets.map(({ name, lines }) => `${name} (${lines})`).join(', ')
  return [
    `${suite}: ${datasets}`,
    ...layOut(labels, columns),
    ...(notes.length === 0 ? [] : ['', ...notes.map((note) => `Note: ${note}`)]),
    ...drawWorst(report),
    '',
  ].join('\n')
}

/** `81.2 [78–84]` in percent, `.812 [.78–.84]` for a number, `81 [78–84]` for a length; a dash when unknown. */
export function drawEstimate(estimate: Estimate | null, unit: Figure['unit']): string {
  if (estimate === null) return '–'
  const { value, low, high } = estimate
  if (unit === 'number') return `${fraction(value, 3)} [${fraction(low, 2)}–${fraction(high, 2)}]`
  if (unit === 'milliseconds') return `${value.toFixed(1)} [${low.toFixed(1)}–${high.toFixed(1)}]`
  if (unit === 'characters') return `${value.toFixed(0)} [${low.toFixed(0)}–${high.toFixed(0)}]`
  return `${(100 * value).toFixed(1)} [${(100 * low).toFixed(0)}–${(100 * high).toFixed(0)}]`
}

function fraction(value: number, digits: number): string {
  return value.toFixed(digits).replace(/^0\./, '.')
}

/** As many columns side by side as fit; the rest below, beside the labels again. */
function layOut(labels: readonly string[], columns: readonly (readonly string[])[]): string[] {
  const margin = pad(labels, 'end')
  const blocks: (readonly string[])[] = []
  let block = margin
  for (const column of columns.map((cells) => pad(cells, 'start'))) {
    const wider = block.map((line, row) => `${line}  ${column[row] ?? ''}`)
    const fits = (wider[0] ?? '').length <= WIDTH || block === margin
    if (!fits) blocks.push(block)
    block = fits ? wider : margin.map((line, row) => `${line}  ${column[row] ?? ''}`)
  }
  return [...blocks, block].flatMap((lines) => ['', ...lines.map((line) => line.trimEnd())])
}

function pad(cells: readonly string[], side: 'start' | 'end'): readonly string[] {
  const width = Math.max(...cells.map((cell) => cell.length))
  return cells.map((cell) => (side === 'start' ? cell.padStart(width) : cell.padEnd(width)))
}

/** The page shows more. */
const WORST = 10

function drawWorst({ worst }: SuiteReport): string[] {
  if (worst.length === 0) return []
  return [
    '',
    'Worst, with what happened',
    ...worst
      .slice(0, WORST)
      .flatMap(({ id, text, happened }) => [`  ${id}  ${text}`, `      ${happened}`]),
  ]
}
