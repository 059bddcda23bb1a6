import { drawAgain, INTERVAL, quantile, RESAMPLES, SEED, type Statistic } from './bootstrap.js'
import { seededRandom } from './random.js'

/** How far a figure moved between two runs over the same questions. */
export interface Difference {
  readonly value: number
  /** Ends of the 95 % interval. */
  readonly low: number
  readonly high: number
}

/**
 * Puts an interval round a difference by drawing the questions again, each with both of its outcomes:
 * what is hard for both then cancels, and small differences show.
 *
 * @param before In the same order as `after`.
 * @returns `null` when the figure cannot be said of either.
 *
 * Source: Efron and Tibshirani, "An Introduction to the Bootstrap", 1993; paired percentile interval.
 */
export function difference<Sample>(
  before: readonly Sample[],
  after: readonly Sample[],
  statistic: Statistic<Sample>,
): Difference | null {
  const pairs = before.flatMap((sample, i) => {
    const other = after[i]
    return other === undefined ? [] : [{ before: sample, after: other }]
  })
  const value = differenceOf(pairs, statistic)
  if (value === null) return null
  const random = seededRandom(SEED)
  const draws: number[] = []
  for (let i = 0; i < RESAMPLES; i++) {
    const draw = differenceOf(drawAgain(pairs, random), statistic)
    if (draw !== null) draws.push(draw)
  }
  draws.sort((a, b) => a - b)
  return {
    value,
    low: quantile(draws, INTERVAL.low) ?? value,
    high: quantile(draws, INTERVAL.high) ?? value,
  }
}

interface Pair<Sample> {
  readonly before: Sample
  readonly after: Sample
}

function differenceOf<Sample>(
  pairs: readonly Pair<Sample>[],
  statistic: Statistic<Sample>,
): number | null {
  const of = (samples: readonly Sample[]) =>
    statistic.of(samples.filter((sample) => statistic.applies(sample)))
  const first = of(pairs.map(({ before }) => before))
  const second = of(pairs.map(({ after }) => after))
  return first === null || second === null ? null : second - first
}
