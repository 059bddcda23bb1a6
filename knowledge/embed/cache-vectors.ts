import type { EmbedUrgency } from './embedder.js'

type EmbedFolded<T> = (
  texts: readonly string[],
  signal: AbortSignal,
  urgency: EmbedUrgency,
) => Promise<readonly T[]>

export type CachedEmbed<T> = EmbedFolded<T> & { forget(): void }

/** Half of what customers ask was asked before; 1,000 with the vectors of their tokens are 8 MB. */
const MOST_KEPT = 1_000

/**
 * Remembers the vectors of questions by their folded text, the latest used longest. Passages pass
 * through: each is embedded once anyway.
 */
export function cacheVectors<T extends object>(embed: EmbedFolded<T>): CachedEmbed<T> {
  const kept = new Map<string, T>()

  function recall(text: string): T | undefined {
    const vector = kept.get(text)
    if (vector) {
      kept.delete(text)
      kept.set(text, vector)
    }
    return vector
  }

  const cached: EmbedFolded<T> = async (texts, signal, urgency) => {
    if (urgency === 'passage') return embed(texts, signal, urgency)
    const known = texts.map(recall)
    const missing = [...new Set(texts.filter((_, i) => known[i] === undefined))]
    const fresh = missing.length === 0 ? [] : await embed(missing, signal, urgency)
    const byText = new Map(missing.map((text, i) => [text, fresh[i]]))
    for (const [text, vector] of byText) if (vector) kept.set(text, vector)
    for (const text of kept.keys()) {
      if (kept.size <= MOST_KEPT) break
      kept.delete(text)
    }
    return texts.map((text, i) => {
      const vector = known[i] ?? byText.get(text)
      if (!vector) throw new Error('A text was given no vector.')
      return vector
    })
  }
  return Object.assign(cached, { forget: () => kept.clear() })
}
