import type { Language } from '../../platform/language.js'
import { hashEmbedder } from '../signal/hash-embedder.js'
import { createWordList } from '../signal/word-list.js'
import type { Dialogue } from './dialogue.js'
import { openDirections } from './directions.js'
import type { Features } from './features.js'
import { readFeatures } from './read-features.js'

/** For tests: two signals that one word each fires. */
const SIGNALS = {
  anger: createWordList([{ word: 'furious', effect: 'fires' }]),
  thanks: createWordList([{ word: 'thanks', effect: 'fires' }]),
}

/** For tests: what a reader needs, where texts that share characters are near. */
export function hashDeps() {
  return {
    embed: hashEmbedder(),
    signals: {
      strengths: async (text: string) =>
        new Map(
          Object.entries(SIGNALS).map(([name, list]) => [
            name,
            list.read(text).fired === null ? 0.1 : 1,
          ]),
        ),
    },
  }
}

/** For tests: `c: …` and `s: …`, one turn a line. */
export function dialogueOf(...lines: readonly string[]): Dialogue {
  return lines.map((line) => ({
    from: line.startsWith('c:') ? 'customer' : 'service',
    text: line.slice(2),
  }))
}

export async function featuresOf(
  dialogue: Dialogue,
  language: Language = 'en',
): Promise<Features | null> {
  const stop = new AbortController().signal
  const deps = hashDeps()
  const directions = await openDirections(deps.embed, stop)
  return readFeatures(dialogue, language, { ...deps, directions }, stop)
}
