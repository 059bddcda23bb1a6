import type { Corpus } from '../search/corpus/corpus.js'
import { bagOf } from '../search/corpus/token-bag.js'
import { type Bags, bagKey } from './bag-store.js'
import type { TokenVectors } from './embedder.js'
import type { VectorStore } from './vector-store.js'

/**
 * Gives every article the bag of its tokens, and on the way the vectors of the texts in it. The
 * beginning of an article is left out, since it says what its first passages say.
 *
 * @param onArticle Called with each article whose texts have their vectors from then on.
 */
export async function embedBags(
  corpus: Corpus,
  tokens: TokenVectors,
  bags: Bags,
  store: Pick<VectorStore, 'add'> | null,
  onArticle: (id: string) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const id of [...corpus.articles.keys()].reverse()) {
    const key = bagKey(corpus.keysOf(id).texts)
    if (bags.has(key)) continue
    const texts = corpus.unitsOf(id).flatMap((label) => {
      const text = corpus.unit(label)?.kind === 'lead' ? '' : corpus.textOf(label)
      return text === '' ? [] : [text]
    })
    if (texts.length === 0) continue
    const embedded = await tokens.embed(texts, signal, 'passage')
    await store?.add(
      texts.flatMap((text, i) => {
        const vector = embedded[i]?.vector
        return vector ? [[text, vector] as const] : []
      }),
    )
    await bags.add(
      key,
      bagOf(
        embedded.map((each) => each.tokens),
        bags.dimensions,
      ),
    )
    onArticle(id)
  }
}
