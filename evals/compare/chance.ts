import { isSameMark, type MarkKind } from '../report/mark.js'
import { mcnemar } from './mcnemar.js'
import type { MarkPair, PairedDraws } from './paired-draws.js'

/** How a difference was put to the test. */
export type PairTest = 'McNemar' | 'paired bootstrap' | 'nothing changed'

export interface Chance {
  readonly test: PairTest
  /** Probability of a difference at least as large were both runs alike. */
  readonly p: number
}

/**
 * How easily chance alone makes such a difference: McNemar's exact test where every question is
 * right or wrong in both runs, else how far the difference lies from 0 beside its own wobble over
 * the paired draws.
 *
 * A few questions never prove anything: with `n` that changed, chance turns all of them one way with
 * probability 2 / 2ⁿ, and no test here goes below that.
 */
export function chanceOf(kind: MarkKind, pairs: readonly MarkPair[], draws: PairedDraws): Chance {
  const changed = pairs.filter(({ before, after }) => !isSameMark(before, after))
  if (changed.length === 0) return { test: 'nothing changed', p: 1 }
  if (kind === 'mean' && pairs.every(isRightOrWrong)) {
    const gained = changed.filter(({ after }) => after === 1).length
    return { test: 'McNemar', p: mcnemar(gained, changed.length - gained) }
  }
  const least = 2 ** (1 - changed.length)
  const distance = draws.deviation === 0 ? 0 : Math.abs(draws.value) / draws.deviation
  return { test: 'paired bootstrap', p: Math.max(least, Math.min(1, twoTails(distance))) }
}

function isRightOrWrong({ before, after }: MarkPair): boolean {
  if (before === null && after === null) return true
  return (before === 0 || before === 1) && (after === 0 || after === 1)
}

/**
 * Probability that a normal number lies at least so many standard deviations from 0.
 *
 * Source: Abramowitz and Stegun, "Handbook of Mathematical Functions", 7.1.26; error below 1.5e-7.
 */
function twoTails(distance: number): number {
  const x = distance / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const terms = [0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429]
  const sum = terms.reduceRight((inner, term) => t * (term + inner), 0)
  return sum * Math.exp(-x * x)
}
