import { foldText } from '../search/words/fold-text.js'
import { tokenize } from '../search/words/tokenize.js'
import type { Embedder } from './embedder.js'

/** An embedder for tests: texts with words in common are near. Keeps what it was asked. */
export interface FakeEmbedder extends Embedder {
  readonly asked: string[]
  /** Makes each further call fail with this, until it is `null` again. */
  failure: Error | null
}

const DIMENSIONS = 64

export function fakeEmbedder(fingerprint = 'fake 1'): FakeEmbedder {
  const asked: string[] = []
  return {
    dimensions: DIMENSIONS,
    fingerprint,
    asked,
    failure: null,
    async embed(texts) {
      if (this.failure) throw this.failure
      asked.push(...texts)
      return texts.map(vectorOf)
    },
    async [Symbol.asyncDispose]() {},
  }
}

/** Each word points somewhere of its own; a text points where its words do together. */
function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS)
  for (const token of tokenize(foldText(text))) {
    let hash = 2_166_136_261
    for (const character of token)
      hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619)
    const at = (hash >>> 0) % DIMENSIONS
    vector[at] = (vector[at] ?? 0) + 1
  }
  // What has no word points nowhere, and must point somewhere.
  if (vector.every((value) => value === 0)) vector[0] = 1
  const length = Math.hypot(...vector)
  return vector.map((value) => value / length)
}
