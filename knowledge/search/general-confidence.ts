import type { Confidence } from './confidence.js'

/** Weights for a folder whose articles have no questions to learn from. */
export const GENERAL_CONFIDENCE: {
  readonly withVectors: Confidence
  readonly wordsOnly: Confidence
} = {
  withVectors: { bias: -6, weights: [5, 8, 2, 4, 1, 2, 0, 1.5, -1, 0.8, 0, 0, 0, 0, 0] },
  wordsOnly: { bias: -4, weights: [0, 0, 0, 0, 1, 6, 1, 4, -2, 0.3, 0, 0, 0, 0, 0] },
}
