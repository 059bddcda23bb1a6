import type { Embedder, TokenVectors } from '../embed/embedder.js'

/** Tells how long the model was waited for. */
export class TimedEmbedder implements Embedder {
  readonly #embedder: Embedder
  readonly tokens?: TokenVectors
  spent = 0

  constructor(embedder: Embedder) {
    this.#embedder = embedder
    const { tokens } = embedder
    if (tokens) {
      this.tokens = { ...tokens, embed: (...of) => this.#time(() => tokens.embed(...of)) }
    }
  }

  get dimensions(): number {
    return this.#embedder.dimensions
  }

  get fingerprint(): string {
    return this.#embedder.fingerprint
  }

  embed: Embedder['embed'] = (...of) => this.#time(() => this.#embedder.embed(...of))

  async [Symbol.asyncDispose](): Promise<void> {}

  async #time<T>(embed: () => Promise<T>): Promise<T> {
    const start = performance.now()
    try {
      return await embed()
    } finally {
      this.spent += performance.now() - start
    }
  }
}
