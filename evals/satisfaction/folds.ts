import { seededRandom } from '../report/random.js'

/**
 * Deals items into folds so that those of one group are never parted; of each repeat anew.
 *
 * @param groups Name of the group of each item.
 * @returns The fold of each item, from 0.
 */
export function dealFolds(
  groups: readonly number[],
  folds: number,
  seed: number,
): readonly number[] {
  const random = seededRandom(seed)
  const order = [...new Set(groups)]
    .map((group) => ({ group, place: random() }))
    .sort((a, b) => a.place - b.place)
  const sizes = Array.from({ length: folds }, () => 0)
  const foldOf = new Map<number, number>()
  for (const { group } of order) {
    const fold = sizes.indexOf(Math.min(...sizes))
    foldOf.set(group, fold)
    sizes[fold] = (sizes[fold] ?? 0) + groups.filter((other) => other === group).length
  }
  return groups.map((group) => foldOf.get(group) ?? 0)
}

/**
 * Puts those into one group that are alike, and those that are like these.
 *
 * @returns For each item the first one of its group.
 */
export function groupAlike<Item>(
  items: readonly Item[],
  areAlike: (a: Item, b: Item) => boolean,
): readonly number[] {
  const groups = items.map((_, i) => i)
  for (const [i, item] of items.entries()) {
    for (let j = 0; j < i; j++) {
      const other = items[j]
      const [own, earlier] = [groups[i] ?? i, groups[j] ?? j]
      if (other === undefined || own === earlier || !areAlike(item, other)) continue
      const [to, from] = [Math.min(own, earlier), Math.max(own, earlier)]
      for (const [k, group] of groups.entries()) if (group === from) groups[k] = to
    }
  }
  return groups
}
