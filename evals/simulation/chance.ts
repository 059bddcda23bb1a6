import type { Millis } from '../../platform/clock.js'
import { seededRandom } from '../report/random.js'

/** Decisions of one simulated person; the same seed decides alike. */
export interface Chance {
  /** Whether something of this probability happens. */
  is(probability: number): boolean
  between(low: number, high: number): number
  whole(low: number, high: number): number
  /** A time of this mean, short ones most often, at most five times the mean. */
  time(mean: Millis): Millis
  pick<Value>(weighted: readonly (readonly [number, Value])[]): Value
}

export function createChance(seed: number): Chance {
  const random = seededRandom(seed)
  const between = (low: number, high: number) => low + random() * (high - low)
  return {
    is: (probability) => random() < probability,
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    time: (mean) => Math.round(Math.min(5, -Math.log(1 - random())) * mean),
    pick(weighted) {
      let left = random() * weighted.reduce((sum, [weight]) => sum + weight, 0)
      for (const [weight, value] of weighted) {
        left -= weight
        if (left < 0) return value
      }
      const last = weighted.at(-1)
      if (!last) throw new Error('There is nothing to choose from.')
      return last[1]
    },
  }
}
