import type { Forecast } from './calibration.js'

/**
 * The largest share of all questions that some threshold would answer with at least this accuracy.
 *
 * It looks for the threshold in the very questions that it judges, so it says what the probability
 * is able to do, and not what a threshold chosen beforehand will reach.
 *
 * @param accuracy Share of the answered questions that must be right, 0 to 1.
 * @returns 0 when no threshold reaches it; `null` for no questions.
 */
export function coverageAt(forecasts: readonly Forecast[], accuracy: number): number | null {
  if (forecasts.length === 0) return null
  const surest = forecasts.toSorted((a, b) => b.probability - a.probability)
  let right = 0
  let covered = 0
  for (const [i, forecast] of surest.entries()) {
    if (forecast.right) right++
    // No threshold can part equal probabilities.
    if (surest[i + 1]?.probability === forecast.probability) continue
    if (right >= accuracy * (i + 1)) covered = i + 1
  }
  return covered / forecasts.length
}
