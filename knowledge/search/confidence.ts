import type { Language } from '../../platform/language.js'
import { FEATURES, type Features } from './features.js'

/** A logistic model: the probability that a candidate answers, from its features. */
export interface LogisticModel {
  readonly bias: number
  /** One per entry of `FEATURES`, in order. */
  readonly weights: readonly number[]
}

/** One model for questions with a vector, one for words alone. */
export interface LanguageConfidence {
  readonly withVectors: LogisticModel
  readonly wordsOnly: LogisticModel
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
): LogisticModel {
  const own = language === 'en' ? confidence.english : confidence.chinese
  return vectors ? own.withVectors : own.wordsOnly
}

/** 0 to 1. */
export function probabilityOf({ bias, weights }: LogisticModel, features: Features): number {
  const sum = FEATURES.reduce((total, name, i) => total + (weights[i] ?? 0) * features[name], bias)
  return 1 / (1 + Math.exp(-sum))
}
