/** What two readers said of one thing, each a step of the same scale. */
export interface Reading {
  readonly first: number
  readonly second: number
}

/**
 * Agreement of two readers beyond what their habits alone would give: 1 when they always agree,
 * 0 when no more than by chance, below 0 when less. To be two steps apart counts four times as
 * much as to be one apart.
 *
 * @returns `null` where there is nothing to agree about: no reading, or one step for all.
 *
 * Source: Cohen, "Weighted kappa", Psychological Bulletin 1968, with quadratic weights.
 */
export function weightedKappa(readings: readonly Reading[]): number | null {
  let seen = 0
  let byChance = 0
  for (const { first } of readings) {
    for (const { second } of readings) byChance += (first - second) ** 2
  }
  for (const { first, second } of readings) seen += (first - second) ** 2
  return byChance === 0 ? null : 1 - (seen * readings.length) / byChance
}
