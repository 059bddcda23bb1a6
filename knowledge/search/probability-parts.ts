import type { AnswerWeights, LogisticModel } from './confidence.js'
import { type Feature, type Features, KNOWN_FEATURES, OWN_FEATURES } from './features.js'

/** What one feature adds to the logarithm of the odds; above 0 it speaks for the answer. */
export interface Contribution {
  readonly feature: Feature
  readonly value: number
  readonly weight: number
  /** Value times weight. */
  readonly adds: number
}

/** One of the two probabilities, as the sum that it comes from. */
export interface ProbabilityPart {
  readonly bias: number
  /** In the order of the model's list. */
  readonly contributions: readonly Contribution[]
  /** Bias and contributions: the logarithm of the odds. */
  readonly sum: number
  /** 0 to 1. */
  readonly probability: number
}

/** That any article answers, read off the first hit's features. */
export function knownPart({ known }: AnswerWeights, first: Features): ProbabilityPart {
  return partOf(known, KNOWN_FEATURES, first)
}

/** That it is this article, if any. The product of both is what `probabilitiesOf` gives. */
export function ownPart({ own }: AnswerWeights, features: Features): ProbabilityPart {
  return partOf(own, OWN_FEATURES, features)
}

function partOf(
  { bias, weights }: LogisticModel,
  names: readonly Feature[],
  features: Features,
): ProbabilityPart {
  const contributions = names.map((feature, i): Contribution => {
    const value = features[feature]
    const weight = weights[i] ?? 0
    return { feature, value, weight, adds: value * weight }
  })
  const sum = contributions.reduce((total, { adds }) => total + adds, bias)
  return { bias, contributions, sum, probability: 1 / (1 + Math.exp(-sum)) }
}
