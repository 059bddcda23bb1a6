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
        bias: -15.14,
        weights: [8.18, 0.16, 3.93, 7.59, 3.01, 0.45, -4.15, 0.77, 2.25, -0.89, 5.43],
      },
      own: {
        bias: -1.8,
        weights: [0.61, -1.52, 0.86, 9.92, 2.15, 8.68, 5.66, 0.35, 0.93, 1.37, 0],
      },
      joint: { bias: 0.42, weights: [1.13] },
      thresholds: { answer: { general: 0.82 }, askBack: 0.61 },
    },
    wordsOnly: {
      known: { bias: -3.43, weights: [0, 0, 0, 0, 0, 0, 0, 1.55, 4.27, -2.55, 7.26] },
      own: { bias: -1.38, weights: [0, 0, 2.76, 0, 0, 0, 2.36, 0, 3.03, 0.05, 0] },
      joint: { bias: 0.36, weights: [1.25] },
      thresholds: { answer: { general: 0.87 }, askBack: 0.62 },
    },
  },
  english: {
    withVectors: {
      known: {
        bias: -9.22,
        weights: [6.75, 0.21, 3.94, 2.86, 1.67, -0.97, -4.41, 1.44, 0.66, -0.44, 7.09],
      },
      own: {
        bias: -2.53,
        weights: [1.52, -0.56, 0.55, 9.41, 0.56, 4.02, 6.14, -0.24, 0.75, 1.55, 0.16],
      },
      joint: { bias: 0.25, weights: [0.98] },
      thresholds: { answer: { general: 0.97 }, askBack: 0.52 },
    },
    wordsOnly: {
      known: { bias: -3.66, weights: [0, 0, 0, 0, 0, 0, 0, 3.24, 0.09, -0.73, 9.49] },
      own: { bias: -1.8, weights: [0, 0, 1.84, 0, 0, 0, 2.72, 0, 0.61, -0.4, 0.65] },
      joint: { bias: 0.49, weights: [1.42] },
      thresholds: { answer: { general: 0.91 }, askBack: 0.51 },
    },
  },
}
