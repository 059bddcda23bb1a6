import { LANGUAGES, type Language } from '../../platform/language.js'
import type { SuiteResult, Unit } from '../suite.js'
import { estimate, type Statistic } from './bootstrap.js'

/** A column of the table. */
export interface Group<Sample> {
  readonly name: string
  holds(sample: Sample): boolean
}

/** A row of the table. */
export interface Measure<Sample> {
  readonly name: string
  readonly unit: Unit
  /** Which way is better; not given where neither is, such as the share asked back. */
  readonly good?: 'high' | 'low'
  readonly statistic: Statistic<Sample>
}

export const everything: Group<unknown> = { name: 'all', holds: () => true }

export const byLanguage: readonly Group<{ readonly language: Language }>[] = LANGUAGES.map(
  (name) => ({ name, holds: ({ language }) => language === name }),
)

/** Puts every measure to every group that has a question. */
export function measureGroups<Sample>(
  samples: readonly Sample[],
  groups: readonly Group<Sample>[],
  measures: readonly Measure<Sample>[],
): Pick<SuiteResult, 'groups' | 'figures' | 'marks'> {
  const members = groups
    .map(({ name, holds }) => ({ name, samples: samples.filter(holds) }))
    .filter((group) => group.samples.length > 0)
  return {
    groups: Object.fromEntries(members.map((group) => [group.name, group.samples.length])),
    figures: measures.map(({ name, unit, good, statistic }) => ({
      name,
      unit,
      ...(good && { good }),
      ...(statistic.mark && { mark: statistic.mark.kind }),
      values: Object.fromEntries(
        members.map((group) => [group.name, estimate(group.samples, statistic)]),
      ),
    })),
    marks: samples.map((sample) => ({
      groups: groups.filter(({ holds }) => holds(sample)).map(({ name }) => name),
      marks: Object.fromEntries(
        measures.flatMap(({ name, statistic }) =>
          statistic.mark ? [[name, statistic.mark.of(sample)] as const] : [],
        ),
      ),
    })),
  }
}
