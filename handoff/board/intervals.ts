/** A figure of some cases, and where it might have lain had others of the same kind come. */
export interface Interval {
  readonly value: number
  /** Ends of the 95 % interval. */
  readonly low: number
  readonly high: number
}

/** Of the normal distribution: what lies between −1.96 and 1.96 is 95 %. */
const Z = 1.96

/**
 * The share of `hits` among `all`, 0 to 1; right also for few cases and near both ends.
 *
 * @param all At least one.
 *
 * Source: Wilson, "Probable inference, the law of succession, and statistical inference", 1927.
 */
export function shareInterval(hits: number, all: number): Interval {
  const value = hits / all
  const middle = (value + Z ** 2 / (2 * all)) / (1 + Z ** 2 / all)
  const half =
    (Z / (1 + Z ** 2 / all)) * Math.sqrt((value * (1 - value)) / all + Z ** 2 / (4 * all ** 2))
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) }
}

/**
 * Promoters less detractors, −100 to 100.
 *
 * @param all At least one.
 *
 * Source: Rocks, "Interval estimation for the net promoter score", The American Statistician 2016:
 * adjusted Wald with three more answers, so that it has a width where all answer alike.
 */
export function npsInterval(promoters: number, detractors: number, all: number): Interval {
  const value = (promoters - detractors) / all
  const n = all + 3
  const up = (promoters + 0.75) / n
  const down = (detractors + 0.75) / n
  const half = Z * Math.sqrt((up + down - (up - down) ** 2) / n)
  return {
    value: 100 * value,
    low: 100 * Math.max(-1, up - down - half),
    high: 100 * Math.min(1, up - down + half),
  }
}

/** The mean of numbers with a spread; `null` for fewer than two. */
export function meanInterval(values: readonly number[]): Interval | null {
  const { length } = values
  if (length < 2) return null
  const value = values.reduce((sum, each) => sum + each, 0) / length
  const variance = values.reduce((sum, each) => sum + (each - value) ** 2, 0) / (length - 1)
  const half = Z * Math.sqrt(variance / length)
  return { value, low: value - half, high: value + half }
}
