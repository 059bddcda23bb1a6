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
      bias: -5.48,
      weights: [3.62, 13.91, 19.45, -1.66, 1.54, 2.7, 0.68, 0.94, -2.48],
    },
    wordsOnly: { bias: -3.26, weights: [0, 0, 1.82, 0.2, 4.33, 3.03, 0.35, 1.48, 0] },
  },
  english: {
    withVectors: {
      bias: -4.17,
      weights: [3.37, 12.38, 20.03, -0.25, 1.23, 0.93, 0.27, 0.18, -0.27],
    },
    wordsOnly: { bias: -2.49, weights: [0, 0, 1.62, 0.12, 2.94, 0.85, -0.53, 1.75, -0.45] },
  },
}
