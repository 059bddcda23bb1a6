import { reasonOf } from '../../../platform/fault.js'
import type { Logger } from '../../../platform/log.js'
import type { VectorSlab } from '../../embed/vector-slab.js'
import type { Corpus } from './corpus.js'
import { GraphVectorIndex } from './vector-graph.js'
import type { ExactVectorIndex } from './vector-index.js'

/** Below this many texts an exact scan takes a millisecond or two, and a graph is not worth its building. */
const GRAPH_FROM = 20_000

/**
 * Gives a large corpus its graph: opened in the background, brought up to date behind the searches,
 * and kept on disk. Nobody waits for it, since an exact scan answers as well, if slower.
 */
export class GraphKeeper implements AsyncDisposable {
  readonly #corpus: Corpus
  readonly #exact: ExactVectorIndex
  readonly #slab: VectorSlab
  readonly #file: string
  readonly #mayWrite: boolean
  readonly #log: Logger
  readonly #stop = new AbortController()
  #graph: GraphVectorIndex | null = null
  #opened = false
  #work: Promise<void> | undefined

  /** @param exact The index of `corpus`, whose vectors lie in `slab`. */
  constructor(
    corpus: Corpus,
    exact: ExactVectorIndex,
    slab: VectorSlab,
    file: string,
    mayWrite: boolean,
    log: Logger,
  ) {
    this.#corpus = corpus
    this.#exact = exact
    this.#slab = slab
    this.#file = file
    this.#mayWrite = mayWrite
    this.#log = log
  }

  /** To be called when vectors came or went. */
  update(): void {
    if (this.#work || this.#corpus.unitCount < GRAPH_FROM) return
    this.#work = this.#bringUpToDate()
      .catch((cause: unknown) => {
        this.#log.error(
          { reason: reasonOf(cause) },
          'the graph cannot be used; vectors are scanned',
        )
      })
      .finally(() => {
        this.#work = undefined
      })
  }

  async settle(): Promise<void> {
    while (this.#work) await this.#work
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#work
    if (this.#mayWrite) await this.#graph?.write(this.#file)
  }

  async #bringUpToDate(): Promise<void> {
    if (!this.#opened) {
      this.#opened = true
      this.#graph = await GraphVectorIndex.open(this.#exact, this.#slab, this.#file, this.#log)
      if (this.#graph) this.#corpus.useVectors(this.#graph)
    }
    await this.#graph?.absorb(this.#stop.signal)
    const isWhole = this.#graph?.size === this.#corpus.unitCount
    if (isWhole && this.#mayWrite) await this.#graph?.write(this.#file)
  }
}
