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
        bias: -14.69,
        weights: [2.85, 1.3, 4.12, 7.07, 5.61, -3.11, 0.95, 3.01, -0.58, 5.51],
      },
      own: { bias: -1.91, weights: [1.58, -1.77, 2.18, 12.86, 16.5, -1.88, 2.1, 1.81, 0] },
      thresholds: { answer: { general: 0.79 }, askBack: 0.45 },
    },
    wordsOnly: {
      known: { bias: -4.09, weights: [0, 0, 0, 0, 0, 0, 2.16, 4.74, -2.14, 7.74] },
      own: { bias: -1.41, weights: [0, 0, 2.63, 0, 2.08, 0, 4.03, 0.58, 0] },
      thresholds: { answer: { general: 0.75 }, askBack: 0.57 },
    },
  },
  english: {
    withVectors: {
      known: {
        bias: -8.15,
        weights: [1.65, 1.08, 4.34, 3.76, 2.71, -4.57, 0.77, 0.61, -0.45, 7.18],
      },
      own: { bias: -2.01, weights: [1.49, -2.13, 1.34, 10.37, 10.03, 0.6, 0.95, 2.3, 0.44] },
      thresholds: { answer: { general: 0.9 }, askBack: 0.55 },
    },
    wordsOnly: {
      known: { bias: -4.47, weights: [0, 0, 0, 0, 0, 0, 2.08, 1.95, -1.66, 10.72] },
      own: { bias: -2.22, weights: [0, 0, 2.38, 0, 2.13, 0, 1.55, 0.35, -0.02] },
      thresholds: { answer: { general: 0.93 }, askBack: 0.49 },
    },
  },
}
