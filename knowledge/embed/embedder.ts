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
  /** Only where the model gives its tokens' vectors as well. */
  readonly tokens?: TokenVectors
  /**
   * Only where the model is still being loaded: what is asked waits for it. Rejects with a `Fault`
   * `misconfigured` when the model cannot be used.
   */
  readonly loaded?: Promise<void>
  /** Drops the questions that it remembers, as when a customer's words are erased. */
  forgetQuestions?(): void
}

/** What a model says of each token of a text, where it stands. */
export interface TokenVectors {
  /** Length of each token's vector, smaller than that of a text. */
  readonly dimensions: number
  /** Changes with the model and with how its tokens are made smaller. */
  readonly fingerprint: string
  /** As `embed`, with the tokens of each text; both come from one run of the model. */
  embed(
    texts: readonly string[],
    signal: AbortSignal,
    urgency?: EmbedUrgency,
  ): Promise<readonly EmbeddedText[]>
}

/** A text with its vector, and those of its tokens. */
export interface EmbeddedText {
  readonly vector: Float32Array
  readonly tokens: TextTokens
}

/** A text's tokens in their order, without those that only mark its beginning and end. */
export interface TextTokens {
  readonly ids: readonly number[]
  /** A row of unit length for each. */
  readonly vectors: Float32Array
}

/** A question goes before any passage that is still waiting to be embedded. */
export type EmbedUrgency = 'question' | 'passage'
