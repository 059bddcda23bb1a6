import { foldText } from '../../knowledge/index.js'
import type { Embed } from './embed-sentences.js'

const DIMENSIONS = 256

/** For tests: texts that share characters and pairs of characters are near. Keeps what it was asked. */
export function hashEmbedder(): Embed & { readonly asked: readonly string[] } {
  const asked: string[] = []
  const embed: Embed = async (texts, signal) => {
    signal.throwIfAborted()
    asked.push(...texts)
    return texts.map(vectorOf)
  }
  return Object.assign(embed, { asked })
}

function vectorOf(text: string): Float32Array {
  const vector = new Float32Array(DIMENSIONS)
  const characters = [...foldText(text)]
  for (const [index, character] of characters.entries()) {
    for (const gram of [character, character + (characters[index + 1] ?? '')]) {
      const slot = hash(gram) % DIMENSIONS
      vector[slot] = (vector[slot] ?? 0) + 1
    }
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}

function hash(text: string): number {
  let value = 7
  for (const character of text) value = (value * 31 + (character.codePointAt(0) ?? 0)) % 1_000_003
  return value
}
