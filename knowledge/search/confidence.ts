import { FEATURES, type Features } from './features.js'

/** A logistic model: the probability that a candidate answers, from its features. */
export interface LogisticModel {
  readonly bias: number
  /** One per entry of `FEATURES`, in order. */
  readonly weights: readonly number[]
}

/** One model for questions with a vector, one for words alone. */
export interface Confidence {
  readonly withVectors: LogisticModel
  readonly wordsOnly: LogisticModel
  /** How many questions of this folder it was learned from; 0 for the general one. */
  readonly questions: number
}

/** 0 to 1. */
export function probabilityOf({ bias, weights }: LogisticModel, features: Features): number {
  const sum = FEATURES.reduce((total, name, i) => total + (weights[i] ?? 0) * features[name], bias)
  return 1 / (1 + Math.exp(-sum))
}
