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
        bias: -14.9,
        weights: [2.83, 1.28, 4.22, 7.66, 5.83, -3.65, 0.8, 2.72, -0.82, 5.77],
      },
      own: { bias: -1.83, weights: [1.51, -1.76, 2.21, 12.88, 17.05, -1.79, 1.68, 1.7, 0] },
      joint: { bias: 0.41, weights: [1.08] },
      thresholds: { answer: { general: 0.85 }, askBack: 0.55 },
    },
    wordsOnly: {
      known: { bias: -3.56, weights: [0, 0, 0, 0, 0, 0, 1.55, 4.32, -2.57, 7.47] },
      own: { bias: -1.4, weights: [0, 0, 2.76, 0, 2.32, 0, 3.16, 0.12, 0] },
      joint: { bias: 0.38, weights: [1.25] },
      thresholds: { answer: { general: 0.86 }, askBack: 0.63 },
    },
  },
  english: {
    withVectors: {
      known: {
        bias: -8.26,
        weights: [1.67, 0.95, 4.36, 3.82, 2.77, -4.48, 0.74, 0.58, -0.42, 7.23],
      },
      own: { bias: -1.91, weights: [1.24, -2.04, 1.38, 10.08, 10.5, 0.74, 0.58, 2.29, 0.46] },
      joint: { bias: 0.19, weights: [1.05] },
      thresholds: { answer: { general: 0.89 }, askBack: 0.61 },
    },
    wordsOnly: {
      known: { bias: -4.1, weights: [0, 0, 0, 0, 0, 0, 1.63, 1.72, -1.75, 10.24] },
      own: { bias: -2.21, weights: [0, 0, 2.42, 0, 2.25, 0, 0.88, 0.21, 0.02] },
      joint: { bias: 0.31, weights: [1.26] },
      thresholds: { answer: { general: 0.92 }, askBack: 0.5 },
    },
  },
}
