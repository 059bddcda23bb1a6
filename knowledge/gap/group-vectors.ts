/** Points that stay together: the sum of their unit vectors, and how many they are. */
export interface Cluster {
  readonly sum: Float32Array
  readonly size: number
}

export interface GroupOptions {
  /** Groups whose members are on average less alike than this, as a cosine, stay apart. */
  readonly threshold: number
  /** Awaited after each few milliseconds of work, so that whoever is served meanwhile goes first. */
  readonly pause: () => Promise<void>
}

/** So many multiplications are a few milliseconds. */
const WORK_AT_ONCE = 2_000_000

/**
 * Joins what is alike, the most alike first, by the average similarity of all pairs (UPGMA). What
 * is left alone is a group of one.
 *
 * A chain of nearest neighbours finds the same groups as joining the best pair each time, in time
 * that grows with the square of the count: 3,000 take seconds. Groups may go in as they are, so that
 * a few newcomers cost little.
 *
 * @returns Positions in `clusters`, each once, in groups.
 *
 * Source: Müllner, "Modern hierarchical, agglomerative clustering algorithms", 2011.
 */
export async function groupVectors(
  clusters: readonly Cluster[],
  { threshold, pause }: GroupOptions,
): Promise<readonly (readonly number[])[]> {
  const similarities = await compare(clusters, pause)
  const at = (a: number, b: number) => similarities[pairAt(a, b)] ?? 0
  const sizes = clusters.map(({ size }) => size)
  const members = clusters.map((_, i) => [i])
  const active = new Set(clusters.keys())
  const groups: (readonly number[])[] = []
  const chain: number[] = []
  let looked = 0

  function nearestTo(one: number, preferred: number | undefined): number | undefined {
    let best = preferred
    let most = preferred === undefined ? Number.NEGATIVE_INFINITY : at(one, preferred)
    for (const other of active) {
      if (other === one || at(one, other) <= most) continue
      best = other
      most = at(one, other)
    }
    return best
  }

  function join(kept: number, gone: number): void {
    const [a = 1, b = 1] = [sizes[kept], sizes[gone]]
    active.delete(gone)
    for (const other of active) {
      if (other === kept) continue
      similarities[pairAt(kept, other)] = (a * at(kept, other) + b * at(gone, other)) / (a + b)
    }
    sizes[kept] = a + b
    members[kept]?.push(...(members[gone] ?? []))
  }

  while (active.size > 0) {
    const tip = chain.at(-1) ?? active.values().next().value
    if (tip === undefined) break
    if (chain.length === 0) chain.push(tip)
    // Of equals the one it came from, or the chain would run in a circle.
    const before = chain.at(-2)
    const next = nearestTo(tip, before)
    looked += active.size
    if (looked > WORK_AT_ONCE / 4) {
      looked = 0
      await pause()
    }
    if (next === undefined || at(tip, next) < threshold) {
      // On average nothing comes nearer by joining others, so this one is done.
      active.delete(tip)
      groups.push((members[tip] ?? []).toSorted((a, b) => a - b))
      chain.pop()
    } else if (next === before) {
      chain.length -= 2
      join(next, tip)
    } else {
      chain.push(next)
    }
  }
  return groups.toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
}

/** The average similarity of each pair, as the lower half of a square. */
async function compare(
  clusters: readonly Cluster[],
  pause: GroupOptions['pause'],
): Promise<Float32Array> {
  const count = clusters.length
  const similarities = new Float32Array((count * (count - 1)) / 2)
  let worked = 0
  for (const [i, one] of clusters.entries()) {
    for (let j = 0; j < i; j++) {
      const other = clusters[j]
      if (!other) continue
      similarities[pairAt(i, j)] = dot(one.sum, other.sum) / (one.size * other.size)
    }
    worked += i * one.sum.length
    if (worked <= WORK_AT_ONCE) continue
    worked = 0
    await pause()
  }
  return similarities
}

function pairAt(a: number, b: number): number {
  return a > b ? (a * (a - 1)) / 2 + b : (b * (b - 1)) / 2 + a
}

export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}
