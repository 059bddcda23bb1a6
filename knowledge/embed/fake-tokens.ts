import { foldText } from '../search/words/fold-text.js'
import { tokenize } from '../search/words/tokenize.js'
import type { TextTokens, TokenVectors } from './embedder.js'
import { fakeEmbedder } from './fake-embedder.js'

const DIMENSIONS = 256

/** A model for tests whose tokens are words, each pointing somewhere of its own. */
export function fakeTokens(): TokenVectors & { readonly asked: string[] } {
  const { embed } = fakeEmbedder()
  const asked: string[] = []
  return {
    dimensions: DIMENSIONS,
    fingerprint: 'fake tokens 1',
    asked,
    async embed(texts, signal) {
      asked.push(...texts)
      const vectors = await embed.call(fakeEmbedder(), texts, signal)
      return texts.map((text, i) => ({
        vector: vectors[i] ?? new Float32Array(0),
        tokens: tokensOf(text),
      }))
    },
  }
}

export function tokensOf(text: string): TextTokens {
  const ids = tokenize(foldText(text)).map(
    (word) =>
      [...word].reduce((sum, character) => sum * 31 + (character.codePointAt(0) ?? 0), 7) % 65_521,
  )
  const vectors = new Float32Array(ids.length * DIMENSIONS)
  ids.forEach((id, row) => {
    vectors[row * DIMENSIONS + (id % DIMENSIONS)] = 1
  })
  return { ids, vectors }
}
