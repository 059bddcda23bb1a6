import type { Corpus, Unit } from '../search/corpus.js'
import type { Embedder } from './embedder.js'
import type { VectorStore } from './vector-store.js'

/** Small enough that a stop loses little, and that progress is seen to move. */
const BATCH = 32

/**
 * Gives every text of the corpus its vector: those that are kept at once, the others from the
 * model. Titles and questions come first: they are short, and find most.
 *
 * @param onBatch Called with the number of texts that have a vector, and of all.
 */
export async function embedMissing(
  corpus: Corpus,
  embedder: Embedder,
  store: VectorStore,
  onBatch: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  const waiting = recallVectors(corpus, store)
  for (let i = 0; i < waiting.length; i += BATCH) {
    const batch = waiting.slice(i, i + BATCH)
    const texts = [...new Set(batch.map(({ unit }) => unit.text))]
    const vectors = await embedder.embed(texts, signal, 'passage')
    const entries = texts.flatMap((text, j) => {
      const vector = vectors[j]
      return vector ? [[text, vector] as const] : []
    })
    await store.add(entries)
    const byText = new Map(entries)
    for (const { label, unit } of batch) {
      const vector = byText.get(unit.text)
      if (vector) corpus.setVector(label, vector)
    }
    onBatch(corpus.vectors.size, corpus.unitCount)
  }
}

/** @returns What must be embedded, in the order in which it should be. */
export function recallVectors(
  corpus: Corpus,
  store: VectorStore,
): readonly { readonly label: number; readonly unit: Unit }[] {
  const waiting = corpus.missing().filter(({ label, unit }) => {
    const vector = store.get(unit.text)
    if (vector) corpus.setVector(label, vector)
    return vector === undefined
  })
  const isLong = (unit: Unit) => (unit.kind === 'passage' || unit.kind === 'lead' ? 1 : 0)
  return waiting.sort(
    (a, b) => isLong(a.unit) - isLong(b.unit) || a.unit.text.length - b.unit.text.length,
  )
}
