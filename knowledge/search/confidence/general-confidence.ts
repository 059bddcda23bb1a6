import type { Confidence } from './confidence.js'

/**
 * For a folder whose articles have no questions to learn from, and the start for those that do.
 *
 * Fitted on the sample shop (2026-11-27): its labelled questions, and a fifth as much its stored
 * ones, asked of all articles, of those of each language, and of the same without stored questions.
 * Made again by `npm run knowledge -- measure --json`; the weights are in the order of
 * `KNOWN_FEATURES` and `OWN_FEATURES`.
 */
export const GENERAL_CONFIDENCE: Confidence = {
  questions: 0,
  chinese: {
    withVectors: {
      known: {
        bias: -15.1,
        weights: [8.48, -0.03, 3.86, 7.62, 3.06, 0.44, -4.18, 0.79, 2.03, -0.93, 5.38],
      },
      own: {
        bias: -1.61,
        weights: [0.16, -1.33, 0.93, 10.15, 2.09, 8.54, 5.66, 0.01, 1.27, 1.3, 0],
      },
      joint: { bias: 0.46, weights: [1.15] },
      thresholds: { answer: { general: 0.9 }, askBack: 0.57 },
    },
    wordsOnly: {
      known: { bias: -3.61, weights: [0, 0, 0, 0, 0, 0, 0, 1.56, 4.36, -2.49, 7.46] },
      own: { bias: -1.4, weights: [0, 0, 2.86, 0, 0, 0, 2.29, 0, 3.32, 0.1, 0] },
      joint: { bias: 0.36, weights: [1.23] },
      thresholds: { answer: { general: 0.99 }, askBack: 0.51 },
    },
  },
  english: {
    withVectors: {
      known: {
        bias: -9.19,
        weights: [6.73, -0.24, 4.19, 3.49, 1.11, -0.76, -4.48, 1.54, 0.55, -0.45, 7.1],
      },
      own: {
        bias: -2.36,
        weights: [0.99, -0.34, 0.37, 7.91, 0.95, 2.64, 7.27, -0.24, 0.69, 1.46, 0.12],
      },
      joint: { bias: 0.29, weights: [1.02] },
      thresholds: { answer: { general: 0.9 }, askBack: 0.57 },
    },
    wordsOnly: {
      known: { bias: -3.68, weights: [0, 0, 0, 0, 0, 0, 0, 3.28, 0.07, -0.72, 9.51] },
      own: { bias: -1.78, weights: [0, 0, 1.79, 0, 0, 0, 2.74, 0, 0.5, -0.34, 0.63] },
      joint: { bias: 0.49, weights: [1.43] },
      thresholds: { answer: { general: 0.99 }, askBack: 0.51 },
    },
  },
}
