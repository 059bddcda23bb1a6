import type { Confidence } from './confidence.js'

/** One model for questions with a vector, one for words alone. */
export interface LearnedConfidence {
  readonly withVectors: Confidence
  readonly wordsOnly: Confidence
  /** How many questions it was learned from. */
  readonly questions: number
}
