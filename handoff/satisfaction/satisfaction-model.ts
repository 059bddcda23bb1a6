import { type Example, fitLogistic } from '../../knowledge/index.js'
import type { FeatureName, Features } from './features.js'
import { FEATURES } from './features.js'

/** How the customer left, from −2 (angry or given up) to 2 (delighted). */
export type Satisfaction = -2 | -1 | 0 | 1 | 2

export const SATISFACTION_CLASSES = ['dissatisfied', 'neutral', 'satisfied'] as const
export type SatisfactionClass = (typeof SATISFACTION_CLASSES)[number]

/** The probability of being at least this satisfied, one logistic model for each step upwards. */
export const CUTS = [-1, 0, 1, 2] as const

/** What was learned of the dialogues that people labelled. */
export interface SatisfactionModel {
  /** In the order of {@link CUTS}. */
  readonly cuts: readonly {
    readonly bias: number
    readonly weights: Readonly<Partial<Record<FeatureName, number>>>
  }[]
  /** Of the dialogues it was learned from: a reason is what differs from them. */
  readonly means: Readonly<Partial<Record<FeatureName, number>>>
}

export interface LabelledFeatures {
  readonly features: Features
  readonly score: Satisfaction
}

/** How many dialogues the belief that a feature means nothing is worth; from 5 to 20 macro-F1 is flat. */
const BELIEF = 10
/** A feature that hardly differs must not get a huge weight. */
const LEAST_SPREAD = 0.1

/**
 * Learns the four steps of the scale, each as a question of its own with a yes and a no.
 *
 * Source: Frank and Hall, "A Simple Approach to Ordinal Classification", ECML 2001.
 */
export function learnSatisfaction(
  examples: readonly LabelledFeatures[],
  belief: number = BELIEF,
): SatisfactionModel {
  const rows = examples.map(({ features }) => FEATURES.map((name) => features[name]))
  const prior = { bias: 0, weights: FEATURES.map(() => 0) }
  const spreads = FEATURES.map(() => LEAST_SPREAD)
  const cuts = CUTS.map((cut) => {
    const binary = examples.map(({ score }, i): Example => {
      return { values: rows[i] ?? [], right: score >= cut, weight: 1 }
    })
    const { bias, weights } = fitLogistic(binary, prior, belief, spreads)
    return { bias, weights: byName(weights) }
  })
  const means = FEATURES.map(
    (_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / (rows.length || 1),
  )
  return { cuts, means: byName(means) }
}

/** What the model says of one dialogue. */
export interface Judgement {
  /** −2 to 2: the score that is to be expected. */
  readonly score: number
  readonly class: SatisfactionClass
  /** Of each class; they add up to 1. */
  readonly probabilities: Readonly<Record<SatisfactionClass, number>>
}

/** Judges a dialogue. */
export function judge(features: Features, { cuts }: SatisfactionModel): Judgement {
  const atLeast = cuts.map(({ bias, weights }) => {
    const margin = FEATURES.reduce((sum, name) => sum + (weights[name] ?? 0) * features[name], bias)
    return 1 / (1 + Math.exp(-margin))
  })
  // Four models may contradict one another; a higher step cannot be likelier than a lower one.
  const steps = atLeast.toSorted((a, b) => b - a)
  const score = steps.reduce((sum, probability) => sum + probability, -2)
  const notDissatisfied = steps[1] ?? 0
  const satisfied = steps[2] ?? 0
  const probabilities = {
    dissatisfied: 1 - notDissatisfied,
    neutral: notDissatisfied - satisfied,
    satisfied,
  }
  const likeliest = SATISFACTION_CLASSES.reduce((best, name) =>
    probabilities[name] > probabilities[best] ? name : best,
  )
  return { score, class: likeliest, probabilities }
}

/** How much each feature lifts or lowers the score beside an ordinary dialogue. */
export function contributions(
  features: Features,
  { cuts, means }: SatisfactionModel,
): Readonly<Record<FeatureName, number>> {
  const entries = FEATURES.map((name) => {
    const weight = cuts.reduce((sum, { weights }) => sum + (weights[name] ?? 0), 0) / cuts.length
    return [name, weight * (features[name] - (means[name] ?? 0))] as const
  })
  return Object.fromEntries(entries) as Record<FeatureName, number>
}

/** The class of a score that a person gave. */
export function classOf(score: Satisfaction): SatisfactionClass {
  if (score < 0) return 'dissatisfied'
  return score > 0 ? 'satisfied' : 'neutral'
}

function byName(numbers: readonly number[]): Record<FeatureName, number> {
  return Object.fromEntries(FEATURES.map((name, i) => [name, numbers[i] ?? 0])) as Record<
    FeatureName,
    number
  >
}
