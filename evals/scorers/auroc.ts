/**
 * The probability that a positive scores higher than a negative; a tie counts half.
 *
 * @returns 0.5 for a score that tells nothing, 1 for a perfect one; `null` when a class is empty.
 *
 * Source: Mann and Whitney's U over the product of the counts; Hanley and McNeil, 1982.
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number | null {
  if (positives.length === 0 || negatives.length === 0) return null
  const up = (a: number, b: number) => a - b
  const [higher, lower] = [positives.toSorted(up), negatives.toSorted(up)]
  let below = 0
  let notAbove = 0
  let wins = 0
  for (const score of higher) {
    while (below < lower.length && (lower[below] ?? 0) < score) below++
    while (notAbove < lower.length && (lower[notAbove] ?? 0) <= score) notAbove++
    wins += (below + notAbove) / 2
  }
  return wins / (higher.length * lower.length)
}
