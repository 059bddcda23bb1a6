import type { Unit } from '../suite.js'
import type { Change, SuiteComparison } from './compare-runs.js'

/** A comparison for a terminal: what moved, and in one line what did not. */
export function tellComparison(comparisons: readonly SuiteComparison[]): string {
  return comparisons.map((comparison) => tellSuite(comparison).join('\n')).join('\n\n')
}

function tellSuite(comparison: SuiteComparison): readonly string[] {
  const moved = comparison.changes.filter(({ word }) => word === 'better' || word === 'worse')
  return [
    `${comparison.suite}: ${wordsOf(comparison)}`,
    ...pairing(comparison),
    ...moved.map(tellChange),
  ]
}

/** `better`, `worse`, or `no difference that 200 questions can show`. */
export function wordsOf({ word, questions }: Pick<SuiteComparison, 'word' | 'questions'>): string {
  switch (word) {
    case 'better':
    case 'worse':
      return word
    case 'mixed':
      return 'better in some figures, worse in others'
    case 'no difference':
      return questions === 0
        ? 'no question is in both runs'
        : `no difference that ${questions} ${questions === 1 ? 'question' : 'questions'} can show`
    default:
      return word satisfies never
  }
}

/** What must be known of the pairs before the words are believed. */
export function pairing({
  onlyBefore,
  onlyAfter,
  questions,
  changedDatasets,
}: SuiteComparison): readonly string[] {
  const alone = onlyBefore + onlyAfter
  return [
    ...(alone === 0
      ? []
      : [`  ${questions} questions are in both runs; ${alone} are in one alone and left out.`]),
    ...(changedDatasets.length === 0
      ? []
      : [`  The lines of ${changedDatasets.join(', ')} are not the same in both runs.`]),
  ]
}

function tellChange(change: Change): string {
  const { measure, group, unit, before, after, difference, word, test, questions } = change
  const figures = `${shown(before, unit)} → ${shown(after, unit)}`
  const interval = `${signed(difference.value, unit)} [${signed(difference.low, unit)}, ${signed(difference.high, unit)}]`
  return `  ${word}: ${measure} (${group}) ${figures}, ${interval}; ${test}, ${questions} questions`
}

export function shown(value: number, unit: Unit): string {
  if (unit === 'percent') return `${(100 * value).toFixed(1)} %`
  if (unit === 'number') return value.toFixed(3)
  return value.toFixed(1)
}

/** With its sign, and none where it is shown as 0. */
export function signed(value: number, unit: Unit): string {
  const text = shown(Math.abs(value), unit)
  return Number.parseFloat(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`
}
