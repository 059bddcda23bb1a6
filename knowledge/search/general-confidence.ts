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
        bias: -14.93,
        weights: [2.84, 1.28, 4.26, 7.64, 5.8, -3.66, 0.8, 2.75, -0.8, 5.78],
      },
      own: {
        bias: -1.83,
        weights: [1.51, -1.76, 2.21, 12.87, 17.04, -1.74, 1.63, 1.7, 0],
      },
      joint: {
        bias: 0.41,
        weights: [1.08],
      },
      thresholds: {
        answer: {
          general: 0.85,
        },
        askBack: 0.55,
      },
    },
    wordsOnly: {
      known: {
        bias: -3.43,
        weights: [0, 0, 0, 0, 0, 0, 1.55, 4.27, -2.55, 7.26],
      },
      own: {
        bias: -1.4,
        weights: [0, 0, 2.76, 0, 2.3, 0, 3.14, 0.15, 0],
      },
      joint: {
        bias: 0.37,
        weights: [1.24],
      },
      thresholds: {
        answer: {
          general: 0.86,
        },
        askBack: 0.64,
      },
    },
  },
  english: {
    withVectors: {
      known: {
        bias: -9.08,
        weights: [1.57, 0.72, 4.77, 4.71, 2.37, -4.11, 1.64, 0.22, -0.54, 7.23],
      },
      own: {
        bias: -2.51,
        weights: [1.24, -0.49, 1.08, 8.69, 14.99, -1.98, 0.8, 1.65, 0.31],
      },
      joint: {
        bias: 0.31,
        weights: [1.05],
      },
      thresholds: {
        answer: {
          general: 0.89,
        },
        askBack: 0.63,
      },
    },
    wordsOnly: {
      known: {
        bias: -3.66,
        weights: [0, 0, 0, 0, 0, 0, 3.24, 0.09, -0.73, 9.49],
      },
      own: {
        bias: -1.8,
        weights: [0, 0, 1.84, 0, 2.68, 0, 0.57, -0.24, 0.63],
      },
      joint: {
        bias: 0.48,
        weights: [1.42],
      },
      thresholds: {
        answer: {
          general: 0.91,
        },
        askBack: 0.51,
      },
    },
  },
}
