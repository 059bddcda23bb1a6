import type { SuiteResult } from '../suite.js'
import { type Measure, measureGroups } from './figures.js'

/** The measures by topic, in alphabetical order; what has no topic is left out. */
export function measureTopics<Sample>(
  samples: readonly Sample[],
  topicOf: (sample: Sample) => string | null,
  measures: readonly Measure<Sample>[],
): Pick<SuiteResult, 'groups' | 'figures'> {
  const topics = new Set(samples.map(topicOf).filter((topic) => topic !== null))
  const groups = [...topics].toSorted().map((name) => ({
    name,
    holds: (sample: Sample) => topicOf(sample) === name,
  }))
  const { groups: counts, figures } = measureGroups(samples, groups, measures)
  return { groups: counts, figures }
}
