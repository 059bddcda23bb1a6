/** Bisection steps; each halves the interval, so the last is far below any share shown. */
const STEPS = 40

/**
 * Upper Clopper–Pearson bound: the largest share of errors that is still compatible with having
 * seen so few.
 *
 * @param errors Out of `count`, both whole.
 * @param confidence How sure the bound is, for example 0.95; one-sided.
 * @returns 0 to 1; 1 when nothing was seen.
 *
 * Source: Clopper and Pearson, Biometrika 26 (1934).
 */
export function errorBound(errors: number, count: number, confidence: number): number {
  if (count === 0 || errors >= count) return 1
  let low = errors / count
  let high = 1
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2
    if (atMost(errors, count, middle) > 1 - confidence) low = middle
    else high = middle
  }
  return high
}

/** Probability of at most `errors` out of `count`, each with probability `share`. */
function atMost(errors: number, count: number, share: number): number {
  const odds = Math.log(share) - Math.log1p(-share)
  let term = count * Math.log1p(-share)
  let sum = Math.exp(term)
  for (let k = 1; k <= errors; k++) {
    term += Math.log((count - k + 1) / k) + odds
    sum += Math.exp(term)
  }
  return sum
}
