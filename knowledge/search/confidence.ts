import { FEATURES, type Features } from './features.js'

/** A logistic model: the probability that a candidate answers, from its features. */
export interface Confidence {
  readonly bias: number
  /** One per entry of `FEATURES`, in order. */
  readonly weights: readonly number[]
}

/** 0 to 1. */
export function probabilityOf({ bias, weights }: Confidence, features: Features): number {
  const sum = FEATURES.reduce((total, name, i) => total + (weights[i] ?? 0) * features[name], bias)
  return 1 / (1 + Math.exp(-sum))
}
