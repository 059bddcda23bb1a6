import type { Statistic } from '../report/bootstrap.js'
import { mean } from '../report/bootstrap.js'

/** One message with the rule that should hand over, and the one that did. */
export interface RuleSample {
  readonly gold: string | null
  readonly fired: string | null
}

/** Of the messages on which the rule fired, the share that it should have. */
export function precisionOf(rule: string): Statistic<RuleSample> {
  return mean(({ gold, fired }) => (fired === rule ? Number(gold === rule) : null))
}

/** Of the messages on which the rule should fire, the share on which it did. */
export function recallOf(rule: string): Statistic<RuleSample> {
  return mean(({ gold, fired }) => (gold === rule ? Number(fired === rule) : null))
}

/** Harmonic mean of precision and recall: 2 hits / (2 hits + false alarms + misses). */
export function f1Of(rule: string): Statistic<RuleSample> {
  return {
    applies: ({ gold, fired }) => gold === rule || fired === rule,
    of(samples) {
      if (samples.length === 0) return null
      const hits = samples.filter(({ gold, fired }) => gold === rule && fired === rule).length
      return (2 * hits) / (hits + samples.length)
    },
  }
}
