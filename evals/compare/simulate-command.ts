import { SPOILED, simulateComparisons } from './simulate-comparisons.js'

const COMPARISONS = 200
const SIZES = [200, 1_000] as const
const SEED = 20_261_126

/** Prints how often the comparison cries wolf, and how often it sees one. */
export function tellSimulatedComparisons(print: (text: string) => void): void {
  for (const questions of SIZES) {
    const rates = simulateComparisons({ comparisons: COMPARISONS, questions, seed: SEED })
    const percent = (share: number) => `${(100 * share).toFixed(1)} %`
    print(
      [
        `${COMPARISONS} comparisons of ${questions} questions, seed ${SEED}`,
        `  equally good rankings of which one was called better or worse: ${percent(rates.falseAlarms)} (5 % allowed)`,
        `  ranking spoiled on ${percent(SPOILED)} of the questions, called worse: ${percent(rates.found)}; called better: ${percent(rates.misled)}`,
      ].join('\n'),
    )
  }
}
