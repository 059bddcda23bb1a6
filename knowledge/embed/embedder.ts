/** Turns text into points, so that near means alike. */
export interface Embedder extends AsyncDisposable {
  /** Length of every vector, for example 512. An index built with another length cannot be read. */
  readonly dimensions: number
  /** Changes with the model, its files and how it is used; vectors of two cannot be compared. */
  readonly fingerprint: string
  /**
   * @param texts The empty list gives the empty list. Text is folded inside.
   * @returns One unit-length vector per text, in the order of `texts`.
   * @throws {Fault} `upstream-down` when the model cannot be reached; safe to try again.
   */
  embed(
    texts: readonly string[],
    signal: AbortSignal,
    urgency?: EmbedUrgency,
  ): Promise<readonly Float32Array[]>
  /** Drops the questions that it remembers, as when a customer's words are erased. */
  forgetQuestions?(): void
}

/** A question goes before any passage that is still waiting to be embedded. */
export type EmbedUrgency = 'question' | 'passage'
