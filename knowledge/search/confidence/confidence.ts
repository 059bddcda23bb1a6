import type { Language } from '../../../platform/language.js'
import { type Features, KNOWN_FEATURES, OWN_FEATURES } from './features.js'
import type { Thresholds } from './thresholds.js'

/** A logistic model: a probability from features. */
export interface LogisticModel {
  readonly bias: number
  /** One per feature, in the order of the list that the model is for. */
  readonly weights: readonly number[]
}

/**
 * Two questions with an answer each: does any article answer (`known`, from the first candidate's
 * `KNOWN_FEATURES`), and if one does, is it this (`own`, from each candidate's `OWN_FEATURES`)? A
 * question off topic is far from everything, and a question between two articles is near to both:
 * one sum of features cannot tell the two apart, a product can.
 */
export interface AnswerWeights extends AnswerParts {
  /**
   * From the logarithm of the odds of the product to the probability that is shown. What one part
   * does not know of a question, the other does not know either, so their product alone claims too
   * little where neither is sure: of the sample shop's questions with .45, .65 were right.
   */
  readonly joint: LogisticModel
}

export interface AnswerParts {
  readonly known: LogisticModel
  readonly own: LogisticModel
}

/** The same, with the probabilities from which on it answers, or asks back. */
export interface AnswerModel extends AnswerWeights {
  readonly thresholds: Thresholds
}

/** One model for questions with a vector, one for words alone. */
export interface LanguageConfidence {
  readonly withVectors: AnswerModel
  readonly wordsOnly: AnswerModel
}

/** Cosines and words spread differently in the two languages, so each has models of its own. */
export interface Confidence {
  readonly chinese: LanguageConfidence
  readonly english: LanguageConfidence
  /** How many questions of this folder it was learned from; 0 for the general one. */
  readonly questions: number
}

/** The model for a question in this language. */
export function modelFor(
  confidence: Confidence,
  language: Language,
  vectors: boolean,
): AnswerModel {
  const own = language === 'en' ? confidence.english : confidence.chinese
  return vectors ? own.withVectors : own.wordsOnly
}

/**
 * That each candidate answers, 0 to 1, in order.
 *
 * @param features Of the candidates of one question, best first.
 */
export function probabilitiesOf(
  weights: AnswerWeights,
  features: readonly Features[],
): readonly number[] {
  return productsOf(weights, features).map((product) => logistic(weights.joint, [logOdds(product)]))
}

/** The same as the product of the two parts alone. */
export function productsOf(
  { known, own }: AnswerParts,
  features: readonly Features[],
): readonly number[] {
  const [first] = features
  if (!first) return []
  const answerable = logistic(
    known,
    KNOWN_FEATURES.map((name) => first[name]),
  )
  return features.map(
    (each) =>
      answerable *
      logistic(
        own,
        OWN_FEATURES.map((name) => each[name]),
      ),
  )
}

/** Beyond this, a probability is as good as certain. */
const CERTAIN = 1e-4

/** Of a probability, within bounds. */
export function logOdds(probability: number): number {
  const bounded = Math.min(1 - CERTAIN, Math.max(CERTAIN, probability))
  return Math.log(bounded / (1 - bounded))
}

function logistic({ bias, weights }: LogisticModel, values: readonly number[]): number {
  const sum = values.reduce((total, value, i) => total + (weights[i] ?? 0) * value, bias)
  return 1 / (1 + Math.exp(-sum))
}
