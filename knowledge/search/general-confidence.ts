import type { Confidence } from './confidence.js'

/**
 * For a folder whose articles have no questions to learn from, and the start for those that do.
 *
 * Fitted on the sample shop's articles in six settings: Chinese, English and both, with and without
 * stored questions, and English questions to Chinese articles (2026-11-23). `FEATURES` has the order.
 */
export const GENERAL_CONFIDENCE: Confidence = {
  questions: 0,
  withVectors: {
    bias: -5.34,
    weights: [4.57, 15.1, 17.17, -1.5, 1.43, 2.25, 0.18, 0.24, 0.16, -0.33],
  },
  wordsOnly: {
    bias: -3.66,
    weights: [0, 0, 1.78, -0.56, 3.29, 3.83, 0.13, 2.26, -0.38, -2.54],
  },
}
