import { type AnswerParts, type AnswerWeights, type LogisticModel, logOdds } from './confidence.js'
import { type Feature, type Features, KNOWN_FEATURES, OWN_FEATURES } from './features.js'

/** What one feature adds to the logarithm of the odds; above 0 it speaks for the answer. */
export interface Contribution {
  readonly feature: Feature | 'product'
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
export function knownPart({ known }: Pick<AnswerParts, 'known'>, first: Features): ProbabilityPart {
  return partOf(known, KNOWN_FEATURES, first)
}

/** That it is this article, if any. */
export function ownPart({ own }: Pick<AnswerParts, 'own'>, features: Features): ProbabilityPart {
  return partOf(own, OWN_FEATURES, features)
}

/** What is shown: both together, brought to what came true. As `probabilitiesOf` gives it. */
export function jointPart(
  weights: AnswerWeights,
  first: Features,
  features: Features,
): ProbabilityPart {
  const product = knownPart(weights, first).probability * ownPart(weights, features).probability
  const { bias, weights: slopes } = weights.joint
  return summed(bias, [contribution('product', logOdds(product), slopes[0])])
}

function partOf(
  { bias, weights }: LogisticModel,
  names: readonly Feature[],
  features: Features,
): ProbabilityPart {
  return summed(
    bias,
    names.map((feature, i) => contribution(feature, features[feature], weights[i])),
  )
}

function contribution(feature: Contribution['feature'], value: number, weight = 0): Contribution {
  return { feature, value, weight, adds: value * weight }
}

function summed(bias: number, contributions: readonly Contribution[]): ProbabilityPart {
  const sum = contributions.reduce((total, { adds }) => total + adds, bias)
  return { bias, contributions, sum, probability: 1 / (1 + Math.exp(-sum)) }
}
