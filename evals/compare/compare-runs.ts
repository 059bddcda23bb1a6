import type { MarkKind } from '../report/mark.js'
import type { Difference } from '../report/paired.js'
import type { Figure, QuestionMarks, Unit } from '../suite.js'
import { chanceOf, type PairTest } from './chance.js'
import { holm } from './holm.js'
import { type Draws, keptDraws, type MarkPair, pairedDraws } from './paired-draws.js'

/** What comparing needs of one suite of a run. */
export interface ComparableSuite {
  readonly suite: string
  readonly datasets: readonly { readonly name: string; readonly digest?: string | undefined }[]
  readonly measures: Readonly<Record<string, ComparableMeasure>>
  readonly questions: readonly ComparableQuestion[]
}

export type ComparableMeasure = Pick<Figure, 'unit' | 'good' | 'mark'>
export type ComparableQuestion = QuestionMarks & { readonly id: string }

/** A word that is said of a figure, or of a suite. */
export type Word = 'better' | 'worse' | 'no difference'

/** How one figure of one group moved. */
export interface Change {
  readonly measure: string
  readonly group: string
  readonly unit: Unit
  readonly good: 'high' | 'low' | null
  readonly before: number
  readonly after: number
  readonly difference: Difference
  /** Questions in both runs to which it applies in at least one. */
  readonly questions: number
  readonly test: PairTest
  /** Probability of such a difference by chance, adjusted for all figures that were compared. */
  readonly p: number
  /** `null` where neither way is better. */
  readonly word: Word | null
}

export interface SuiteComparison {
  readonly suite: string
  /** Of all its figures; `mixed` when some are better and others worse. */
  readonly word: Word | 'mixed'
  /** In both runs. */
  readonly questions: number
  readonly onlyBefore: number
  readonly onlyAfter: number
  /** Datasets whose lines are not the same in both runs. */
  readonly changedDatasets: readonly string[]
  readonly changes: readonly Change[]
}

/** What is said is wrong in at most so many of the comparisons in which nothing changed. */
const FALSE_ALARMS = 0.05

/** The figures over all questions are one half of it, those of the groups the other. */
const EACH_HALF = 2

const WHOLE = 'all'

/**
 * Compares two runs, suite by suite, question by question.
 *
 * "Better" and "worse" are said only of what chance would rarely do, all figures of all suites taken
 * together: where nothing has changed, no word falls in 95 of 100 comparisons.
 *
 * @param draws Given by who compares many runs, so that they share them.
 */
export function compareRuns(
  before: readonly ComparableSuite[],
  after: readonly ComparableSuite[],
  draws: Draws = keptDraws(),
): readonly SuiteComparison[] {
  const drafts = after.flatMap((suite) => {
    const other = before.find((candidate) => candidate.suite === suite.suite)
    return other ? [compareSuite(other, suite, draws)] : []
  })
  const all = drafts.flatMap(({ changes }) => changes)
  const adjusted = new Map([
    ...adjust(all.filter(({ group }) => group === WHOLE)),
    ...adjust(all.filter(({ group }) => group !== WHOLE)),
  ])
  return drafts.map((draft) => {
    const changes = draft.changes.map((change) => {
      const p = adjusted.get(change) ?? change.p
      return { ...change, p, word: wordOf({ ...change, p }) }
    })
    return { ...draft, changes, word: wordOfSuite(changes) }
  })
}

type Draft = Omit<Change, 'word'>

function compareSuite(
  before: ComparableSuite,
  after: ComparableSuite,
  draws: Draws,
): Omit<SuiteComparison, 'word' | 'changes'> & { readonly changes: readonly Draft[] } {
  const earlier = byOccurrence(before.questions)
  const later = byOccurrence(after.questions)
  const pairs = [...later].flatMap(([key, question]) => {
    const other = earlier.get(key)
    return other ? [{ before: other, after: question }] : []
  })
  const groups = [...new Set(pairs.flatMap((pair) => pair.after.groups))]
  const changes = groups.flatMap((group) => {
    const inGroup = pairs.filter((pair) => pair.after.groups.includes(group))
    const drawn = () => draws(inGroup.length)
    return Object.entries(after.measures).flatMap(([name, measure]) => {
      const { mark } = measure
      if (mark === undefined || before.measures[name]?.mark !== mark) return []
      const marks = inGroup.map((pair) => ({
        before: pair.before.marks[name] ?? null,
        after: pair.after.marks[name] ?? null,
      }))
      const change = changeOf(mark, marks, drawn)
      return change ? [{ ...change, ...named(name, group, measure) }] : []
    })
  })
  return {
    suite: after.suite,
    questions: pairs.length,
    onlyBefore: earlier.size - pairs.length,
    onlyAfter: later.size - pairs.length,
    changedDatasets: changedDatasets(before, after),
    changes,
  }
}

function named(measure: string, group: string, { unit, good = undefined }: ComparableMeasure) {
  return { measure, group, unit, good: good ?? null }
}

function changeOf(
  kind: MarkKind,
  pairs: readonly MarkPair[],
  drawn: () => readonly Uint16Array[],
): Omit<Draft, 'measure' | 'group' | 'unit' | 'good'> | null {
  const draws = pairedDraws(kind, pairs, drawn)
  if (draws === null) return null
  const { before, value, low, high } = draws
  return {
    before,
    after: before + value,
    difference: { value, low, high },
    questions: pairs.filter(({ before, after }) => before !== null || after !== null).length,
    ...chanceOf(kind, pairs, draws),
  }
}

/** Two datasets of one suite may use an id twice; the second one of each run is then a pair. */
function byOccurrence(
  questions: readonly ComparableQuestion[],
): ReadonlyMap<string, ComparableQuestion> {
  const seen = new Map<string, number>()
  return new Map(
    questions.map((question) => {
      const times = (seen.get(question.id) ?? 0) + 1
      seen.set(question.id, times)
      return [`${question.id} ${times}`, question]
    }),
  )
}

function changedDatasets(before: ComparableSuite, after: ComparableSuite): readonly string[] {
  return after.datasets
    .filter(({ name, digest }) => {
      const other = before.datasets.find((dataset) => dataset.name === name)
      return other === undefined || other.digest !== digest
    })
    .map(({ name }) => name)
}

function adjust(changes: readonly Draft[]): readonly (readonly [Draft, number])[] {
  const directed = changes.filter(({ good }) => good !== null)
  const adjusted = holm(directed.map(({ p }) => Math.min(1, EACH_HALF * p)))
  return directed.map((change, i) => [change, adjusted[i] ?? 1] as const)
}

function wordOf({ good, p, difference }: Draft): Word | null {
  if (good === null) return null
  if (p >= FALSE_ALARMS || difference.value === 0) return 'no difference'
  return difference.value > 0 === (good === 'high') ? 'better' : 'worse'
}

function wordOfSuite(changes: readonly Change[]): SuiteComparison['word'] {
  const words = new Set(changes.map(({ word }) => word))
  if (words.has('better') && words.has('worse')) return 'mixed'
  return words.has('better') ? 'better' : words.has('worse') ? 'worse' : 'no difference'
}
