/**
 * Whether two runs that answered the same questions right or wrong differ by more than chance: the
 * exact two-sided McNemar test.
 *
 * Only questions on which they differ say anything. Were both alike, each of these would be as
 * likely to have turned one way as the other, so that their number is binomial with one half.
 *
 * @param gained Right after and wrong before.
 * @param lost Wrong after and right before.
 * @returns The probability of a split at least as uneven by chance alone; 1 when nothing differs.
 *
 * Source: McNemar, "Note on the sampling error of the difference between correlated proportions or
 * percentages", Psychometrika 12, 1947; exact as in Agresti, "Categorical Data Analysis", 10.1.
 */
export function mcnemar(gained: number, lost: number): number {
  const all = gained + lost
  if (all === 0) return 1
  const fewer = Math.min(gained, lost)
  let tail = 0
  // In logarithms, since 2 to the power of 2,000 is no number that JavaScript can hold.
  let log = -all * Math.LN2
  for (let i = 0; i <= fewer; i++) {
    tail += Math.exp(log)
    log += Math.log((all - i) / (i + 1))
  }
  return Math.min(1, 2 * tail)
}
