import type { Article } from '../article/article.js'
import type { Corpus } from '../search/corpus/corpus.js'
import { sentenceText } from '../search/extract/quote-passage.js'
import type { ReadSentence } from '../search/extract/read-sentences.js'
import type { Embedder } from './embedder.js'
import { type KeptVectors, keyOf } from './vector-store.js'

const BATCH = 32

/**
 * A folder with more sentences than this chooses them by words and passages alone: their vectors
 * would take longer than those that find the articles. 20,000 are some 1,200 articles.
 */
const MOST_SENTENCES = 20_000

/**
 * Keeps the vector of each sentence, item and row that may be quoted, so that an answer is chosen
 * by meaning without waiting for the model, and tells the corpus where they lie. They are never
 * searched, only read by their text or their article.
 *
 * @param most A folder with more sentences is left alone.
 */
export async function embedSentences(
  corpus: Corpus,
  embedder: Pick<Embedder, 'embed'>,
  store: KeptVectors,
  signal: AbortSignal,
  most = MOST_SENTENCES,
): Promise<void> {
  // To read them only to learn that they are too many would take a large folder minutes.
  if (corpus.unitCount > most) return
  const known = new Map<Article, readonly string[]>()
  const missing = new Map<string, string>()
  let seen = 0
  for (const article of corpus.articles.values()) {
    const texts = corpus.sentences.allOf(article).flat().map(textOf)
    const keys = texts.map(keyOf)
    keys.forEach((key, i) => {
      if (store.slotOf(key) === undefined) missing.set(key, texts[i] ?? '')
    })
    known.set(article, keys)
    seen += texts.length
    if (seen > most) return
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
  }
  const texts = [...missing.values()]
  for (let at = 0; at < texts.length; at += BATCH) {
    const batch = texts.slice(at, at + BATCH)
    const vectors = await embedder.embed(batch, signal, 'passage')
    await store.add(
      batch.flatMap((text, i) => {
        const vector = vectors[i]
        return vector ? [[text, vector] as const] : []
      }),
    )
  }
  for (const [article, keys] of known) {
    // One that was changed meanwhile waits for its own turn.
    if (corpus.articles.get(article.id) !== article) continue
    const slots = keys.flatMap((key) => store.slotOf(key) ?? [])
    if (slots.length === keys.length) {
      corpus.sentenceVectors.keep(article.id, store.slab, [...new Set(slots)])
    }
  }
}

function textOf({ quotable }: ReadSentence): string {
  return sentenceText(quotable)
}
