import { claimOf, type Mark, type MarkKind } from './mark.js'
import { seededRandom } from './random.js'

/** A figure of a sample, and where it might have lain had other questions been asked. */
export interface Estimate {
  readonly value: number
  /** Ends of the 95 % interval. */
  readonly low: number
  readonly high: number
  /** Questions that it rests on. */
  readonly count: number
  /** Questions to which it does not apply. */
  readonly nulls: number
}

export interface Statistic<Sample> {
  /** Whether the figure speaks of this question at all. */
  applies(sample: Sample): boolean
  /** Of questions to which it applies; `null` when they cannot say, such as AUROC of one class. */
  of(samples: readonly Sample[]): number | null
  /** What each question gives to the figure, so that two runs can be compared pair by pair. */
  readonly mark?: { readonly kind: MarkKind; of(sample: Sample): Mark | null }
}

export const RESAMPLES = 1_000
export const SEED = 20_261_123
/** What lies between is 95 %. */
export const INTERVAL = { low: 0.025, high: 0.975 }

/** The mean of a score or a length, over the questions to which it applies. */
export function mean<Sample>(score: (sample: Sample) => number | null): Statistic<Sample> {
  return {
    applies: (sample) => score(sample) !== null,
    of(samples) {
      if (samples.length === 0) return null
      let sum = 0
      for (const sample of samples) sum += score(sample) ?? 0
      return sum / samples.length
    },
    mark: { kind: 'mean', of: score },
  }
}

/** The share of all questions for which the claim holds. */
export function share<Sample>(holds: (sample: Sample) => boolean): Statistic<Sample> {
  return mean((sample) => (holds(sample) ? 1 : 0))
}

/**
 * Puts an interval round a figure by drawing the questions again, with replacement.
 *
 * The same questions in the same order give the same interval to the digit. Draws that cannot say
 * are left out. When every question scores alike the interval has no width: it tells that no
 * other score was seen, and nothing of how rare one is.
 *
 * @returns `null` when the figure applies to no question, or cannot be said of those there are.
 *
 * Source: Efron, "Bootstrap Methods", 1979; percentile interval.
 */
export function estimate<Sample>(
  samples: readonly Sample[],
  statistic: Statistic<Sample>,
): Estimate | null {
  const scored = samples.filter((sample) => statistic.applies(sample))
  const value = statistic.of(scored)
  if (value === null) return null
  const random = seededRandom(SEED)
  const again = drawing(scored, statistic)
  const draws: number[] = []
  for (let i = 0; i < RESAMPLES; i++) {
    const draw = again(random)
    if (draw !== null) draws.push(draw)
  }
  draws.sort((a, b) => a - b)
  return {
    value,
    low: quantile(draws, INTERVAL.low) ?? value,
    high: quantile(draws, INTERVAL.high) ?? value,
    count: scored.length,
    nulls: samples.length - scored.length,
  }
}

/** The figure of as many again. A mean scores each question once, and not in every draw. */
function drawing<Sample>(
  samples: readonly Sample[],
  { of, mark }: Statistic<Sample>,
): (random: () => number) => number | null {
  if (mark?.kind !== 'mean') return (random) => of(drawAgain(samples, random))
  const scores = samples.map((sample) => claimOf(mark.of(sample) ?? 0))
  return (random) => {
    let sum = 0
    for (let i = 0; i < scores.length; i++) {
      sum += scores[Math.floor(random() * scores.length)] ?? 0
    }
    return sum / scores.length
  }
}

/** As many again, with replacement. */
export function drawAgain<Sample>(samples: readonly Sample[], random: () => number): Sample[] {
  const drawn: Sample[] = []
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[Math.floor(random() * samples.length)]
    if (sample !== undefined) drawn.push(sample)
  }
  return drawn
}

/** Between the two nearest values, in proportion. `sorted` runs upwards. */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) return undefined
  return below + (above - below) * (place - Math.floor(place))
}
