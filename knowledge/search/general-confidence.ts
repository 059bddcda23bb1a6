import type { Confidence } from './confidence.js'

/**
 * For a folder whose articles have no questions to learn from, and the start for those that do.
 *
 * Fitted on the sample shop's 155 articles in seven settings (2026-11-23): Chinese, English and both,
 * with and without stored questions, and English questions to Chinese articles. Made again by
 * `npm run knowledge -- measure --json`; the weights are in the order of `FEATURES`.
 */
export const GENERAL_CONFIDENCE: Confidence = {
  questions: 0,
  chinese: {
    withVectors: {
      bias: -5.99,
      weights: [4.33, 13.96, 18.91, -1.97, 1.75, 2.83, 0.7, 0.92, -3.32],
    },
    wordsOnly: { bias: -3.3, weights: [0, 0, 1.78, 0.09, 4.68, 3.14, 0.38, 1.49, 0] },
  },
  english: {
    withVectors: {
      bias: -4.86,
      weights: [4.48, 11.89, 19.67, -0.27, 1.28, 0.9, 0.28, 0.14, -0.32],
    },
    wordsOnly: { bias: -2.5, weights: [0, 0, 1.62, 0.12, 2.94, 0.85, -0.52, 1.77, -2.21] },
  },
}
