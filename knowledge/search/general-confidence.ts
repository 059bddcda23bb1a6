import type { Confidence } from './confidence.js'

/**
 * For a folder whose articles have no questions to learn from, and the start for those that do.
 *
 * Fitted on the sample shop (2026-11-26): its labelled questions, and a fifth as much its stored
 * ones, asked of all articles, of those of each language, and of the same without stored questions.
 * Made again by `npm run knowledge -- measure --json`; the weights are in the order of
 * `KNOWN_FEATURES` and `OWN_FEATURES`.
 */
export const GENERAL_CONFIDENCE: Confidence = {
  questions: 0,
  chinese: {
    withVectors: {
      known: {
        bias: -14.94,
        weights: [2.48, 0.77, 4.17, 8.89, 4.73, 0.85, -3.33, 0.8, 2.56, -0.81, 5.61],
      },
      own: {
        bias: -1.66,
        weights: [-0.01, -1.69, 0.97, 8.42, 2.81, 9.57, 5.24, -0.48, 1.16, 1.39, 0],
      },
      joint: { bias: 0.41, weights: [1.14] },
      thresholds: { answer: { general: 0.83 }, askBack: 0.6 },
    },
    wordsOnly: {
      known: { bias: -3.43, weights: [0, 0, 0, 0, 0, 0, 0, 1.55, 4.27, -2.55, 7.26] },
      own: { bias: -1.4, weights: [0, 0, 2.76, 0, 0, 0, 2.3, 0, 3.14, 0.15, 0] },
      joint: { bias: 0.37, weights: [1.24] },
      thresholds: { answer: { general: 0.86 }, askBack: 0.64 },
    },
  },
  english: {
    withVectors: {
      known: {
        bias: -8.93,
        weights: [1.93, 0.23, 5.36, 4.08, 2.55, -1.23, -3.28, 1.5, 0.68, -0.53, 6.93],
      },
      own: {
        bias: -2.73,
        weights: [1.5, -0.91, 0.62, 6.81, 1.04, 2.59, 6.14, -0.98, 0.81, 1.91, 0.3],
      },
      joint: { bias: 0.3, weights: [0.98] },
      thresholds: { answer: { general: 0.98 }, askBack: 0.54 },
    },
    wordsOnly: {
      known: { bias: -3.66, weights: [0, 0, 0, 0, 0, 0, 0, 3.24, 0.09, -0.73, 9.49] },
      own: { bias: -1.8, weights: [0, 0, 1.84, 0, 0, 0, 2.68, 0, 0.57, -0.24, 0.63] },
      joint: { bias: 0.48, weights: [1.42] },
      thresholds: { answer: { general: 0.91 }, askBack: 0.51 },
    },
  },
}
