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
        bias: -9.01,
        weights: [1.89, 0.62, 4.85, 4.02, 2.76, -0.73, -3.7, 1.53, 0.62, -0.46, 7.13],
      },
      own: {
        bias: -2.75,
        weights: [1.4, -1.09, 0.56, 6.17, 1.66, 3.99, 5.96, -0.98, 0.79, 1.71, 0.32],
      },
      joint: { bias: 0.3, weights: [1] },
      thresholds: { answer: { general: 0.96 }, askBack: 0.55 },
    },
    wordsOnly: {
      known: { bias: -3.66, weights: [0, 0, 0, 0, 0, 0, 0, 3.24, 0.09, -0.73, 9.49] },
      own: { bias: -1.8, weights: [0, 0, 1.84, 0, 0, 0, 2.68, 0, 0.57, -0.24, 0.63] },
      joint: { bias: 0.48, weights: [1.42] },
      thresholds: { answer: { general: 0.91 }, askBack: 0.51 },
    },
  },
}
