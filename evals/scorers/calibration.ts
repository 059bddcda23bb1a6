/** What was claimed, and what came. */
export interface Forecast {
  /** 0 to 1. */
  readonly probability: number
  readonly right: boolean
}

/** Enough to see a bend, few enough that 500 questions fill them. */
const BINS = 10

/**
 * Expected calibration error: how far the claimed probability lies from the share that came true,
 * averaged over ten bins of equal width by their number of questions. 0 is perfect.
 *
 * Chance alone keeps it above 0; read it beside `eceByChance`.
 *
 * @returns `null` for no forecasts.
 *
 * Source: Naeini, Cooper and Hauskrecht, AAAI 2015; Guo et al., ICML 2017.
 */
export function ece(forecasts: readonly Forecast[]): number | null {
  return meanOverBins(forecasts, (bin) =>
    Math.abs(sum(bin.map(({ probability, right }) => probability - Number(right)))),
  )
}

/**
 * The calibration error that these probabilities would show on average if each were exactly true.
 *
 * The surplus of a bin is then nearly normal with variance Σ p(1 − p), and its mean distance from 0
 * is √(2/π) standard deviations.
 */
export function eceByChance(forecasts: readonly Forecast[]): number | null {
  return meanOverBins(forecasts, (bin) =>
    Math.sqrt((2 / Math.PI) * sum(bin.map(({ probability }) => probability * (1 - probability)))),
  )
}

/** Squared distance from the claim to what came, 0 to 1; its mean is the Brier score. */
export function squaredError({ probability, right }: Forecast): number {
  return (probability - (right ? 1 : 0)) ** 2
}

/** Sums what each bin is off by, and shares it out over all questions. */
function meanOverBins(
  forecasts: readonly Forecast[],
  offBy: (bin: readonly Forecast[]) => number,
): number | null {
  if (forecasts.length === 0) return null
  const bins = Array.from({ length: BINS }, (): Forecast[] => [])
  for (const forecast of forecasts) {
    bins[Math.min(BINS - 1, Math.floor(forecast.probability * BINS))]?.push(forecast)
  }
  return sum(bins.map(offBy)) / forecasts.length
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
