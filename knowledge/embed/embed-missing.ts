import type { Corpus, Unit } from '../search/corpus.js'
import type { Embedder } from './embedder.js'
import type { VectorStore } from './vector-store.js'

/** Small enough that a stop loses little, and that progress is seen to move. */
const BATCH = 32

/**
 * Gives every text of the corpus its vector: those that are kept at once, the others from the
 * model. Titles and questions come first: they are short, and find most. What changes meanwhile
 * joins in.
 *
 * @param onBatch Called with the number of texts that have a vector, and of all.
 */
export async function embedMissing(
  corpus: Corpus,
  embedder: Pick<Embedder, 'embed'>,
  store: VectorStore,
  onBatch: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<void> {
  let waiting = recallVectors(corpus, store)
  let revision = corpus.revision
  while (waiting.length > 0) {
    const batch = waiting.splice(0, BATCH)
    const texts = [...new Set(batch.map(({ unit }) => unit.text))]
    const vectors = await embedder.embed(texts, signal, 'passage')
    const entries = texts.flatMap((text, i) => {
      const vector = vectors[i]
      return vector ? [[text, vector] as const] : []
    })
    await store.add(entries)
    const byText = new Map(entries)
    for (const { label, unit } of batch) {
      const vector = byText.get(unit.text)
      if (vector) corpus.setVector(label, vector)
    }
    onBatch(corpus.vectors.size, corpus.unitCount)
    if (corpus.revision === revision) continue
    waiting = recallVectors(corpus, store)
    revision = corpus.revision
  }
}

/**
 * Gives the texts whose vectors are kept theirs.
 *
 * @returns What must be embedded: titles and questions first, the newest first among equals.
 */
export function recallVectors(
  corpus: Corpus,
  store: VectorStore,
): { readonly label: number; readonly unit: Unit }[] {
  const waiting = corpus.missing().filter(({ label, unit }) => {
    const vector = store.get(unit.text)
    if (vector) corpus.setVector(label, vector)
    return vector === undefined
  })
  const isLong = (unit: Unit) => (unit.kind === 'passage' || unit.kind === 'lead' ? 1 : 0)
  return waiting.sort((a, b) => isLong(a.unit) - isLong(b.unit) || b.label - a.label)
}
