import { MINUTE, type Millis } from '../../platform/clock.js'
import type { Simulated } from './simulate.js'

export interface SimulatedDay extends Simulated {
  readonly scenario: string
  readonly assign: 'pull' | 'push'
}

/** A table for a README: a row for each figure, a column for each day. */
export function simulationTable(days: readonly SimulatedDay[]): string {
  const rows: readonly (readonly [string, (day: SimulatedDay) => string])[] = [
    ['customers', ({ customers }) => String(customers)],
    ['asked for a person', ({ figures }) => String(figures.asked)],
    ['wait, median, min', ({ figures }) => minutes(figures.waitMedian)],
    ['wait, p90, min', ({ figures }) => minutes(figures.waitP90)],
    ['first answer in time, %', ({ figures }) => percent(figures.inTime)],
    ['never answered', ({ figures }) => String(figures.unanswered)],
    ['promises kept, %', ({ figures }) => percent(figures.promisesKept)],
    ['late: first answer', ({ figures }) => breached(figures.breaches, 'first-response')],
    ['late: next answer', ({ figures }) => breached(figures.breaches, 'next-response')],
    ['late: solution', ({ figures }) => breached(figures.breaches, 'solution')],
    ['taken back from an agent', ({ figures }) => String(figures.released)],
    ['came back by a low score', ({ figures }) => String(figures.lowScores)],
    ['points an hour, least–most', ({ figures }) => spread(Object.values(figures.loads))],
    ['Gini of these', ({ figures }) => figures.gini.toFixed(2)],
    ['most ÷ mean', ({ figures }) => figures.maxOverMean.toFixed(2)],
    ['**stranded**', ({ broken }) => String(broken.stranded.length)],
    ['**nobody’s**', ({ broken }) => String(broken.ownerless.length)],
    ['**two owners**', ({ broken }) => String(broken.doubleOwned.length)],
    ['**spoken by another**', ({ broken }) => String(broken.spokenByOthers.length)],
    ['**lost messages**', ({ broken }) => String(broken.lost.length)],
  ]
  return [
    line(['', ...days.map(({ scenario, assign }) => `${scenario}, ${assign}`)]),
    line(['', ...days].map(() => '---')),
    ...rows.map(([label, cell]) => line([label, ...days.map(cell)])),
  ].join('\n')
}

/** What was broken, case by case; empty when nothing was. */
export function brokenLines(days: readonly SimulatedDay[]): readonly string[] {
  return days.flatMap(({ scenario, assign, broken }) =>
    Object.entries(broken).flatMap(([kind, cases]) =>
      cases.map((each: string) => `${scenario}, ${assign}: ${kind}: ${each}`),
    ),
  )
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function minutes(time: Millis): string {
  return (time / MINUTE).toFixed(1)
}

function percent(share: number): string {
  return (100 * share).toFixed(1)
}

function breached(breaches: Readonly<Record<string, number>>, clock: string): string {
  return String(breaches[clock] ?? 0)
}

function spread(loads: readonly number[]): string {
  return `${Math.min(...loads).toFixed(1)}–${Math.max(...loads).toFixed(1)}`
}
