import type { Corpus, Unit } from '../search/corpus/corpus.js'
import type { Embedder } from './embedder.js'
import type { KeptVectors } from './vector-store.js'

/** Small enough that a stop loses little, and that progress is seen to move. */
const BATCH = 32

/**
 * Gives every text of the corpus its vector: those that are kept at once, the others from the
 * model, each text once however often it stands. Titles and questions come first: they are short,
 * and find most. The others go by their length, since texts of one length are quickest together.
 * What changes meanwhile joins in.
 *
 * @param onBatch Called with the number of texts that have a vector, and of all.
 * @param wanted Which of them; all when not given.
 */
export async function embedMissing(
  corpus: Corpus,
  embedder: Pick<Embedder, 'embed'>,
  store: KeptVectors,
  onBatch: (done: number, total: number) => void,
  signal: AbortSignal,
  wanted: (unit: Unit) => boolean = () => true,
): Promise<void> {
  corpus.recallVectors(store)
  let waiting = waitingIn(corpus, wanted)
  let revision = corpus.revision
  for (let from = 0; from < waiting.length; ) {
    const batch = waiting.slice(from, from + BATCH)
    from += BATCH
    const fresh = batch.filter(({ unit }) => store.slotOf(unit.key) === undefined)
    const texts = [...new Set(fresh.map(({ label }) => corpus.textOf(label)))].filter(Boolean)
    const vectors = texts.length === 0 ? [] : await embedder.embed(texts, signal, 'passage')
    await store.add(
      texts.flatMap((text, i) => {
        const vector = vectors[i]
        return vector ? [[text, vector] as const] : []
      }),
    )
    corpus.recallVectors(
      store,
      batch.map(({ label }) => label),
    )
    onBatch(corpus.vectors.size, corpus.unitCount)
    if (corpus.revision === revision) continue
    corpus.recallVectors(store)
    waiting = waitingIn(corpus, wanted)
    revision = corpus.revision
    from = 0
  }
}

interface Waiting {
  readonly label: number
  readonly unit: Unit
}

/** What must be embedded: titles and questions first, the newest first; then by length. */
function waitingIn(corpus: Corpus, wanted: (unit: Unit) => boolean): readonly Waiting[] {
  return corpus
    .missing()
    .filter(({ unit }) => wanted(unit))
    .map((missing) => ({ ...missing, length: lengthOf(corpus, missing.unit) }))
    .sort((a, b) => a.length - b.length || b.label - a.label)
}

/** About how long a passage is, without reading it; the beginning of an article fills the model. */
function lengthOf(corpus: Corpus, { article, kind, index }: Unit): number {
  if (kind === 'title' || kind === 'question') return 0
  if (kind === 'lead') return Number.MAX_SAFE_INTEGER
  const passage = corpus.articles.get(article)?.passages[index]
  return passage ? passage.end - passage.place.offset : 0
}
