import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { reasonOf } from '../../../platform/fault.js'
import type { Logger } from '../../../platform/log.js'
import type { VectorSlab } from '../../embed/vector-slab.js'
import type { ExactVectorIndex, Neighbour, VectorIndex } from './vector-index.js'

/** The part of hnswlib-node that is used here. */
interface Hnsw {
  initIndex(options: { maxElements: number; m: number; efConstruction: number }): void
  readIndex(file: string): Promise<boolean>
  writeIndex(file: string): Promise<boolean>
  resizeIndex(maxElements: number): void
  addPoint(point: number[], label: number): void
  markDelete(label: number): void
  unmarkDelete(label: number): void
  setEf(ef: number): void
  getMaxElements(): number
  getCurrentCount(): number
  searchKnn(point: number[], count: number): { neighbors: number[]; distances: number[] }
}

/**
 * Links of each point, breadth while building, and breadth while searching; `README.md`, "Figures",
 * has what they find of the exact scan.
 */
const LINKS = 16
const BUILD_BREADTH = 200
const SEARCH_BREADTH = 200

/** A point takes one to two milliseconds. */
const ADDED_AT_ONCE = 4

/** Fewer points than this are scanned at the next start, sooner than the graph would be written. */
const WORTH_WRITING = 1_000

/** What is known of a graph file without opening it. */
const sidecarSchema = z.object({
  format: z.literal(1),
  dimensions: z.number(),
  /** Of the vectors that it was built from: how many, and a hash that changes with any of them. */
  count: z.number(),
  vectors: z.string(),
  checksum: z.string(),
  /** Slots that it lacks, and those that it has but passes over. */
  absent: z.array(z.number()),
  deleted: z.array(z.number()),
})

/**
 * An index of neighbours over the vectors of another index: nearly exact, and quick at any size.
 *
 * The graph knows vectors by their slots, so it fits after a restart whatever articles changed. What
 * it does not know yet is scanned, so that nothing waits for it.
 */
export class GraphVectorIndex implements VectorIndex {
  readonly #exact: ExactVectorIndex
  readonly #slab: VectorSlab
  readonly #graph: Hnsw
  /** Slots in the graph, those that are marked as deleted included. */
  readonly #known: Set<number>
  readonly #deleted: Set<number>
  /** Slots with a label that the graph lacks, and the other way round. */
  readonly #missing = new Set<number>()
  readonly #stale = new Set<number>()
  #unwritten = 0
  /** The graph must not change while it is written. */
  #work: Promise<void> = Promise.resolve()

  private constructor(
    exact: ExactVectorIndex,
    slab: VectorSlab,
    graph: Hnsw,
    known: Iterable<number>,
    deleted: Iterable<number>,
  ) {
    this.#exact = exact
    this.#slab = slab
    this.#graph = graph
    this.#known = new Set(known)
    this.#deleted = new Set(deleted)
    graph.setEf(SEARCH_BREADTH)
  }

  /**
   * Opens the graph that was written for these vectors, or begins an empty one. It finds all of
   * them once `absorb` was called, which looks at what has a label before its first wait.
   *
   * @returns `null` where hnswlib-node is missing: exact scans serve then, and the log says so.
   */
  static async open(
    exact: ExactVectorIndex,
    slab: VectorSlab,
    file: string,
    log: Logger,
  ): Promise<GraphVectorIndex | null> {
    const newGraph = await loadLibrary(log)
    if (newGraph === null) return null
    const sidecar = await readSidecar(file, slab, log)
    if (sidecar !== null) {
      const graph = newGraph(slab.dimensions)
      const absent = new Set(sidecar.absent)
      const slots = Array.from({ length: sidecar.count }, (_, slot) => slot)
      const known = slots.filter((slot) => !absent.has(slot))
      if (await readGraph(graph, file, known.length, log)) {
        return new GraphVectorIndex(exact, slab, graph, known, sidecar.deleted)
      }
    }
    const graph = newGraph(slab.dimensions)
    graph.initIndex({ maxElements: 1_024, m: LINKS, efConstruction: BUILD_BREADTH })
    return new GraphVectorIndex(exact, slab, graph, [], [])
  }

  get size(): number {
    return this.#exact.size
  }

  /** How many vectors are found by scanning still. */
  get waiting(): number {
    return this.#missing.size
  }

  add(label: number, vector: Float32Array): void {
    this.#exact.add(label, vector)
    this.#noteLabel(label)
  }

  link(label: number, slab: VectorSlab, slot: number): void {
    this.#exact.link(label, slab, slot)
    this.#noteLabel(label)
  }

  remove(label: number): void {
    const slot = this.#exact.slotOf(label)
    this.#exact.remove(label)
    if (slot !== undefined) this.#note(slot)
  }

  has(label: number): boolean {
    return this.#exact.has(label)
  }

  get(label: number): Float32Array | undefined {
    return this.#exact.get(label)
  }

  similarity(label: number, vector: Float32Array): number | undefined {
    return this.#exact.similarity(label, vector)
  }

  search(vector: Float32Array, count: number): readonly Neighbour[] {
    const most = Math.min(count, this.#known.size - this.#deleted.size)
    const near = most > 0 ? this.#graph.searchKnn([...vector], most).neighbors : []
    return this.#exact.among([...near, ...this.#missing], vector, count)
  }

  /** Brings the graph to what has a label, a slice at a time. */
  async absorb(signal: AbortSignal): Promise<void> {
    this.#review()
    await this.#exclusively(async () => {
      for (let done = 1; this.#missing.size + this.#stale.size > 0; done++) {
        if (signal.aborted) return
        const [slot] = this.#missing
        if (slot !== undefined) this.#insert(slot)
        else this.#markStale()
        if (done % ADDED_AT_ONCE === 0) await new Promise((resolve) => setImmediate(resolve))
      }
    })
  }

  /**
   * Writes the graph, when enough is new in it.
   *
   * @returns Whether it was written.
   */
  async write(file: string): Promise<boolean> {
    let written = false
    await this.#exclusively(async () => {
      if (this.#unwritten < WORTH_WRITING) return
      const beside = `${file}.${process.pid}.new`
      const count = this.#slab.size
      const slots = Array.from({ length: count }, (_, slot) => slot)
      const absent = slots.filter((slot) => !this.#known.has(slot))
      const deleted = [...this.#deleted]
      await this.#graph.writeIndex(beside)
      const { dimensions } = this.#slab
      const checksum = await checksumOf(beside)
      const vectors = this.#slab.checksum(count)
      // Between the two renames neither fits the other, and the graph is built again.
      await rename(beside, file)
      const sidecar = { format: 1, dimensions, count, vectors, checksum, absent, deleted }
      await writeFile(`${beside}.json`, JSON.stringify(sidecar))
      await rename(`${beside}.json`, `${file}.json`)
      this.#unwritten = 0
      written = true
    })
    return written
  }

  /** Sees what came and went while the graph was not told. */
  #review(): void {
    for (const slot of this.#exact.slots) this.#note(slot)
    for (const slot of this.#known) if (!this.#exact.hasSlot(slot)) this.#note(slot)
  }

  #insert(slot: number): void {
    this.#missing.delete(slot)
    if (this.#deleted.delete(slot)) {
      this.#graph.unmarkDelete(slot)
      return
    }
    const most = this.#graph.getMaxElements()
    if (this.#graph.getCurrentCount() >= most) this.#graph.resizeIndex(Math.ceil(most * 1.5))
    this.#graph.addPoint([...this.#slab.vector(slot)], slot)
    this.#known.add(slot)
    this.#unwritten++
  }

  #markStale(): void {
    const [slot] = this.#stale
    if (slot === undefined) return
    this.#stale.delete(slot)
    this.#graph.markDelete(slot)
    this.#deleted.add(slot)
  }

  #noteLabel(label: number): void {
    const slot = this.#exact.slotOf(label)
    if (slot !== undefined) this.#note(slot)
  }

  /** Sees whether the graph must be told of a slot. */
  #note(slot: number): void {
    const isWanted = this.#exact.hasSlot(slot)
    const isThere = this.#known.has(slot) && !this.#deleted.has(slot)
    if (isWanted && !isThere) this.#missing.add(slot)
    else this.#missing.delete(slot)
    if (!isWanted && isThere) this.#stale.add(slot)
    else this.#stale.delete(slot)
  }

  async #exclusively(work: () => Promise<void>): Promise<void> {
    const done = this.#work.then(work)
    this.#work = done.catch(() => {})
    await done
  }
}

async function readSidecar(
  file: string,
  slab: VectorSlab,
  log: Logger,
): Promise<z.infer<typeof sidecarSchema> | null> {
  let text: string
  try {
    text = await readFile(`${file}.json`, 'utf8')
  } catch {
    return null
  }
  try {
    const sidecar = sidecarSchema.parse(JSON.parse(text))
    const fits =
      sidecar.dimensions === slab.dimensions &&
      sidecar.count <= slab.size &&
      sidecar.vectors === slab.checksum(sidecar.count)
    if (!fits) {
      log.info({ file }, 'the graph is of other vectors, and is built anew')
      return null
    }
    if ((await checksumOf(file)) !== sidecar.checksum)
      throw new Error('its checksum does not match')
    return sidecar
  } catch (cause) {
    log.warn({ file, reason: reasonOf(cause) }, 'the graph file is damaged, and is built anew')
    await Promise.all([file, `${file}.json`].map((each) => rm(each, { force: true })))
    return null
  }
}

async function readGraph(graph: Hnsw, file: string, count: number, log: Logger): Promise<boolean> {
  try {
    await graph.readIndex(file)
    if (graph.getCurrentCount() === count) return true
    throw new Error(`it has ${graph.getCurrentCount()} points instead of ${count}`)
  } catch (cause) {
    log.warn({ file, reason: reasonOf(cause) }, 'the graph file is damaged, and is built anew')
    return false
  }
}

async function checksumOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}

async function loadLibrary(log: Logger): Promise<((dimensions: number) => Hnsw) | null> {
  try {
    const { default: hnsw } = await import('hnswlib-node')
    return (dimensions) => new hnsw.HierarchicalNSW('ip', dimensions) as unknown as Hnsw
  } catch (cause) {
    log.warn(
      { cause },
      'hnswlib-node is not installed, so large folders are searched by exact scan',
    )
    return null
  }
}
