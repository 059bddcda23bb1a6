import type { Logger } from '../../platform/log.js'

export interface Neighbour {
  readonly label: number
  /** Cosine, from -1 to 1: 1 is the same direction. A similarity, not a distance. */
  readonly similarity: number
}

/** Finds the vectors that point most nearly the same way. */
export interface VectorIndex {
  readonly size: number
  /** @param label Whole and small, not in use. */
  add(label: number, vector: Float32Array): void
  remove(label: number): void
  get(label: number): Float32Array | undefined
  /** @returns At most `count`, nearest first. */
  search(vector: Float32Array, count: number): readonly Neighbour[]
}

/** Looks at every vector: exact, and at a few thousand quicker than any graph. */
export class ExactVectorIndex implements VectorIndex {
  readonly #vectors = new Map<number, Float32Array>()

  get size(): number {
    return this.#vectors.size
  }

  add(label: number, vector: Float32Array): void {
    this.#vectors.set(label, vector)
  }

  remove(label: number): void {
    this.#vectors.delete(label)
  }

  get(label: number): Float32Array | undefined {
    return this.#vectors.get(label)
  }

  search(vector: Float32Array, count: number): readonly Neighbour[] {
    const best: Neighbour[] = []
    let least = Number.NEGATIVE_INFINITY
    for (const [label, other] of this.#vectors) {
      const similarity = cosine(vector, other)
      if (best.length >= count && similarity <= least) continue
      let at = best.length
      while (at > 0 && (best[at - 1]?.similarity ?? 0) < similarity) at--
      best.splice(at, 0, { label, similarity })
      if (best.length > count) best.pop()
      least = best.at(-1)?.similarity ?? least
    }
    return best
  }
}

/** The part of hnswlib-node that is used here. */
interface Graph {
  initIndex(options: { maxElements: number; allowReplaceDeleted: boolean }): void
  resizeIndex(maxElements: number): void
  addPoint(point: number[], label: number, replaceDeleted: boolean): void
  markDelete(label: number): void
  setEf(ef: number): void
  getMaxElements(): number
  getCurrentCount(): number
  searchKnn(point: number[], count: number): { neighbors: number[]; distances: number[] }
}

/** Breadth of the search in the graph; recall against the exact scan is in the README. */
const BREADTH = 128

/** A graph of neighbours: nearly exact, and quick at any size. */
export class GraphVectorIndex implements VectorIndex {
  readonly #graph: Graph
  readonly #vectors = new Map<number, Float32Array>()

  constructor(graph: Graph) {
    this.#graph = graph
    graph.initIndex({ maxElements: 1_024, allowReplaceDeleted: true })
    graph.setEf(BREADTH)
  }

  get size(): number {
    return this.#vectors.size
  }

  add(label: number, vector: Float32Array): void {
    if (this.#graph.getCurrentCount() >= this.#graph.getMaxElements()) {
      this.#graph.resizeIndex(this.#graph.getMaxElements() * 2)
    }
    this.#graph.addPoint([...vector], label, true)
    this.#vectors.set(label, vector)
  }

  remove(label: number): void {
    if (this.#vectors.delete(label)) this.#graph.markDelete(label)
  }

  get(label: number): Float32Array | undefined {
    return this.#vectors.get(label)
  }

  search(vector: Float32Array, count: number): readonly Neighbour[] {
    const most = Math.min(count, this.#vectors.size)
    if (most === 0) return []
    const { neighbors, distances } = this.#graph.searchKnn([...vector], most)
    return neighbors
      .map((label, i) => ({ label, similarity: 1 - (distances[i] ?? 1) }))
      .sort((a, b) => b.similarity - a.similarity)
  }
}

/**
 * Cosine of two unit vectors of the same length, from -1 to 1: 1 is the same direction.
 *
 * Four sums at once, since each addition would else wait for the one before it.
 */
export function cosine(a: Float32Array, b: Float32Array): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < a.length; i += 4) {
    first += (a[i] ?? 0) * (b[i] ?? 0)
    second += (a[i + 1] ?? 0) * (b[i + 1] ?? 0)
    third += (a[i + 2] ?? 0) * (b[i + 2] ?? 0)
    fourth += (a[i + 3] ?? 0) * (b[i + 3] ?? 0)
  }
  return first + second + third + fourth
}

/** Makes empty graphs; `null` where the native module is missing. */
export type NewGraph = ((dimensions: number) => VectorIndex) | null

/** Loads hnswlib-node, which may be missing: exact scans serve then, and the log says so once. */
export async function loadGraph(log: Logger): Promise<NewGraph> {
  try {
    const { default: hnsw } = await import('hnswlib-node')
    return (dimensions) =>
      new GraphVectorIndex(new hnsw.HierarchicalNSW('ip', dimensions) as unknown as Graph)
  } catch (cause) {
    log.warn(
      { cause },
      'hnswlib-node is not installed, so large folders are searched by exact scan',
    )
    return null
  }
}
