/**
 * Adjusts probabilities of chance for being many: among figures that did not change, one of twenty
 * looks as if it had. An adjusted value below .05 stands however many were looked at, in all but 5
 * of 100 families.
 *
 * @returns The adjusted values in the order given, at most 1.
 *
 * Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal of
 * Statistics 6, 1979.
 */
export function holm(probabilities: readonly number[]): readonly number[] {
  const order = probabilities.map((p, i) => ({ p, i })).toSorted((a, b) => a.p - b.p)
  const adjusted = new Array<number>(probabilities.length).fill(1)
  let largest = 0
  for (const [rank, { p, i }] of order.entries()) {
    largest = Math.max(largest, Math.min(1, p * (order.length - rank)))
    adjusted[i] = largest
  }
  return adjusted
}
