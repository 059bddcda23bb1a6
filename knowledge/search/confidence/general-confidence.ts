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
        bias: -15.3,
        weights: [7.39, 0.68, 4.11, 7.59, 3.14, 0.2, -4.24, 0.78, 2.52, -0.78, 5.7],
      },
      own: {
        bias: -1.64,
        weights: [0.09, -1.48, 1.04, 9.33, 2.41, 9.06, 5.47, -0.04, 1.08, 1.33, 0],
      },
      joint: { bias: 0.42, weights: [1.14] },
      thresholds: { answer: { general: 0.84 }, askBack: 0.59 },
    },
    wordsOnly: {
      known: { bias: -3.43, weights: [0, 0, 0, 0, 0, 0, 0, 1.55, 4.27, -2.55, 7.26] },
      own: { bias: -1.37, weights: [0, 0, 2.78, 0, 0, 0, 2.38, 0, 3.07, -0.06, 0] },
      joint: { bias: 0.36, weights: [1.23] },
      thresholds: { answer: { general: 0.85 }, askBack: 0.64 },
    },
  },
  english: {
    withVectors: {
      known: {
        bias: -9.12,
        weights: [5.75, 0.09, 4.06, 2.84, 2.03, -0.72, -4.16, 1.45, 0.69, -0.45, 7.16],
      },
      own: {
        bias: -2.57,
        weights: [1.32, -0.73, 0.62, 7.65, 1.04, 4.53, 5.66, -0.54, 0.85, 1.66, 0.21],
      },
      joint: { bias: 0.28, weights: [1] },
      thresholds: { answer: { general: 0.97 }, askBack: 0.53 },
    },
    wordsOnly: {
      known: { bias: -3.66, weights: [0, 0, 0, 0, 0, 0, 0, 3.24, 0.09, -0.73, 9.49] },
      own: { bias: -1.81, weights: [0, 0, 1.85, 0, 0, 0, 2.7, 0, 0.58, -0.3, 0.64] },
      joint: { bias: 0.48, weights: [1.42] },
      thresholds: { answer: { general: 0.91 }, askBack: 0.51 },
    },
  },
}
