import type { Unit } from '../suite.js'
import { GROUPS, MEASURES, type Sample } from '../suites/retrieval.js'
import type { Statistic } from './bootstrap.js'
import { type Difference, difference } from './paired.js'

/** What came of each question where one part was left out. */
export interface VariantSamples {
  readonly name: string
  /** Whether articles come in the same order as in the whole product. */
  readonly sameOrder: boolean
  /** In the same order for all variants. */
  readonly samples: readonly Sample[]
}

export interface Compared {
  readonly name: string
  readonly sameOrder: boolean
  /** By column; `null` where nothing can be said. */
  readonly figures: Readonly<Record<string, ComparedFigure | null>>
}

/** A figure and how far it moved from the whole product's, which itself has moved by nothing. */
export interface ComparedFigure {
  readonly value: number
  readonly difference: Difference
}

interface Column {
  readonly name: string
  readonly unit: Unit
  /** Whether it depends on the order alone. */
  readonly ofOrder: boolean
  readonly group: string
  readonly statistic: Statistic<Sample>
}

const HIT_GROUPS = ['zh-Hans', 'zh-Hant', 'en', 'cross']
const SURENESS = ['auroc', 'ece', 'brier', 'answered', 'answered wrong']

const COLUMNS: readonly Column[] = [
  ...['hit@1', 'hit@3'].flatMap((measure) =>
    HIT_GROUPS.map((group) => columnOf(measure, group, `${measure} ${group}`, true)),
  ),
  ...SURENESS.map((measure) => columnOf(measure, 'all', measure, false)),
]

const NOTHING: Difference = { value: 0, low: 0, high: 0 }

/** @param variants The whole product first. */
export function compareVariants(variants: readonly VariantSamples[]): readonly Compared[] {
  const [whole] = variants
  return variants.map(({ name, sameOrder, samples }) => ({
    name,
    sameOrder,
    figures: Object.fromEntries(
      COLUMNS.map((column) => [column.name, compare(whole?.samples ?? [], samples, column)]),
    ),
  }))
}

function compare(
  whole: readonly Sample[],
  samples: readonly Sample[],
  { group, statistic }: Column,
): ComparedFigure | null {
  const holds = GROUPS.find(({ name }) => name === group)?.holds ?? (() => true)
  const own = samples.filter(holds)
  const value = statistic.of(own.filter((sample) => statistic.applies(sample)))
  const moved = samples === whole ? NOTHING : difference(whole.filter(holds), own, statistic)
  return value === null || moved === null ? null : { value, difference: moved }
}

/**
 * Two markdown tables: what finding loses without each of its parts, and what the probability loses
 * without each of its own. The first row is the whole product, the others how far they are from it.
 */
export function ablationReport(compared: readonly Compared[]): string {
  const [whole, ...others] = compared
  if (!whole) return ''
  const ofProbability = COLUMNS.filter(({ ofOrder }) => !ofOrder)
  return [
    table(
      'left out',
      COLUMNS,
      whole,
      others.filter(({ sameOrder }) => !sameOrder),
    ),
    table(
      'left out',
      ofProbability,
      whole,
      others.filter(({ sameOrder }) => sameOrder),
    ),
  ].join('\n')
}

function table(
  head: string,
  columns: readonly Column[],
  whole: Compared,
  others: readonly Compared[],
): string {
  const rows = [
    [head, ...columns.map(({ name }) => name)],
    ['---', ...columns.map(() => '---')],
    [`nothing`, ...columns.map((column) => absolute(whole.figures[column.name], column))],
    ...others.map(({ name, figures }) => [
      name,
      ...columns.map((column) => relative(figures[column.name], column)),
    ]),
  ]
  return rows.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}

function absolute(figure: ComparedFigure | null | undefined, { unit }: Column): string {
  return figure ? shown(figure.value, unit) : '–'
}

/** Bold where the interval leaves out 0, so that it is hardly chance. */
function relative(figure: ComparedFigure | null | undefined, { unit }: Column): string {
  if (!figure) return '–'
  const { value, low, high } = figure.difference
  if (value === 0 && low === 0 && high === 0) return '0'
  const text = `${signed(value, unit)} [${signed(low, unit)}, ${signed(high, unit)}]`
  return low > 0 || high < 0 ? `**${text}**` : text
}

function signed(value: number, unit: Unit): string {
  const text = shown(Math.abs(value), unit)
  if (Number(text) === 0) return text
  return `${value < 0 ? '−' : '+'}${text}`
}

function shown(value: number, unit: Unit): string {
  return unit === 'percent' ? (100 * value).toFixed(1) : value.toFixed(3).replace(/^0\./, '.')
}

function columnOf(measure: string, group: string, name: string, ofOrder: boolean): Column {
  const found = MEASURES.find((each) => each.name === measure)
  if (!found) throw new Error(`The suite retrieval has no measure ${measure}.`)
  const { unit, statistic } = found
  return { name, unit, ofOrder, group, statistic }
}
