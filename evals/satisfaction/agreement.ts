import { classOf, type Satisfaction } from '../../handoff/index.js'
import { mean, type Statistic } from '../report/bootstrap.js'
import type { Measure } from '../report/figures.js'
import { weightedKappa } from '../scorers/weighted-kappa.js'
import type { HeldOutDialogue } from './hold-out.js'

/** A dialogue with what a second reading scored it; `null` where it was read once. */
export interface TwiceRead extends HeldOutDialogue {
  readonly second: Satisfaction | null
}

/** How far two readings of the same dialogues agree: no model can be told better than that. */
export const AGREEMENT: readonly Measure<TwiceRead>[] = [
  { name: 'readings: same score', unit: 'percent', statistic: alike((score) => score) },
  { name: 'readings: same class', unit: 'percent', statistic: alike(classOf) },
  {
    name: 'readings: kappa, quadratic',
    unit: 'number',
    statistic: {
      applies: ({ second }) => second !== null,
      of: (samples) =>
        weightedKappa(
          samples.flatMap(({ read, second }) =>
            second === null ? [] : [{ first: read.score, second }],
          ),
        ),
    },
  },
]

function alike(of: (score: Satisfaction) => unknown): Statistic<TwiceRead> {
  return mean(({ read, second }) =>
    second === null ? null : Number(of(read.score) === of(second)),
  )
}

/** The same measures with the second reading for the truth. */
export function bySecondReading(measure: Measure<HeldOutDialogue>): Measure<TwiceRead> {
  const { statistic } = measure
  return {
    name: `${measure.name}, by the second reading`,
    unit: measure.unit,
    statistic: {
      applies: (sample) => sample.second !== null && statistic.applies(sample),
      of: (samples) =>
        statistic.of(
          samples.flatMap((sample) =>
            sample.second === null ? [] : [{ ...sample, gold: classOf(sample.second) }],
          ),
        ),
    },
  }
}
