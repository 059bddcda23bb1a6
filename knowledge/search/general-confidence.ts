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
        bias: -14.73,
        weights: [2.75, 1.38, 4.09, 7.33, 5.31, -3.03, 1.01, 3.01, -0.57, 5.54],
      },
      own: { bias: -1.85, weights: [1.53, -1.82, 2.12, 13.26, 16.66, -1.99, 2.1, 1.8, 0] },
      thresholds: { answer: { general: 0.79 }, askBack: 0.45 },
    },
    wordsOnly: {
      known: { bias: -4.07, weights: [0, 0, 0, 0, 0, 0, 2.17, 4.74, -2.15, 7.73] },
      own: { bias: -1.41, weights: [0, 0, 2.63, 0, 2.07, 0, 4.04, 0.59, 0] },
      thresholds: { answer: { general: 0.75 }, askBack: 0.57 },
    },
  },
  english: {
    withVectors: {
      known: { bias: -8.17, weights: [1.71, 1.1, 4.28, 3.55, 2.91, -4.52, 0.75, 0.68, -0.41, 7.1] },
      own: { bias: -2.04, weights: [1.64, -2.27, 1.35, 10.7, 9.11, 0.86, 1, 2.32, 0.44] },
      thresholds: { answer: { general: 0.93 }, askBack: 0.53 },
    },
    wordsOnly: {
      known: { bias: -4.45, weights: [0, 0, 0, 0, 0, 0, 2.09, 1.96, -1.64, 10.62] },
      own: { bias: -2.23, weights: [0, 0, 2.39, 0, 2.07, 0, 1.61, 0.45, -0.01] },
      thresholds: { answer: { general: 0.9 }, askBack: 0.52 },
    },
  },
}
