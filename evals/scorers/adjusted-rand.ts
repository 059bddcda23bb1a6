/** A thing with the group that a person put it into and the one that it was found in. */
export interface Grouped {
  readonly id: string
  readonly gold: string
  readonly found: string
}

/**
 * How well two groupings of the same things agree, beyond chance: 1 when they are the same, about 0
 * when one is drawn by lot, and below it when they agree less than that.
 *
 * A thing that is drawn twice counts as two, but never as a pair with itself: a resample would
 * otherwise agree better than what it was drawn from.
 *
 * @returns `null` when there is no pair, or when both put all into one group or each into its own.
 *
 * Source: Hubert and Arabie, "Comparing partitions", 1985.
 */
export function adjustedRand(things: readonly Grouped[]): number | null {
  const weights = new Map<string, { readonly thing: Grouped; weight: number }>()
  for (const thing of things) {
    const known = weights.get(thing.id)
    if (known) known.weight++
    else weights.set(thing.id, { thing, weight: 1 })
  }
  const drawn = [...weights.values()]
  const pairsIn = (groupOf: (thing: Grouped) => string): number => {
    const sums = new Map<string, { sum: number; squares: number }>()
    for (const { thing, weight } of drawn) {
      const group = groupOf(thing)
      const { sum, squares } = sums.get(group) ?? { sum: 0, squares: 0 }
      sums.set(group, { sum: sum + weight, squares: squares + weight * weight })
    }
    let pairs = 0
    for (const { sum, squares } of sums.values()) pairs += (sum * sum - squares) / 2
    return pairs
  }
  const all = pairsIn(() => '')
  const gold = pairsIn((thing) => thing.gold)
  const found = pairsIn((thing) => thing.found)
  const both = pairsIn((thing) => JSON.stringify([thing.gold, thing.found]))
  if (all === 0) return null
  const byChance = (gold * found) / all
  const most = (gold + found) / 2
  return most === byChance ? null : (both - byChance) / (most - byChance)
}
