import type { Corpus } from '../search/corpus/corpus.js'
import { bagOf } from '../search/corpus/token-bag.js'
import { type Bags, bagKey } from './bag-store.js'
import type { EmbeddedText, TokenVectors } from './embedder.js'
import type { VectorStore } from './vector-store.js'

/**
 * Articles whose texts the model is given beside those of the one that is waited for: enough that
 * a second session is never without work, and few enough that an end comes soon.
 */
const AHEAD = 3

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
  const missing = missingBags(corpus, bags)
  const begun: Begun[] = []
  const beginNext = () => {
    const { value } = missing.next()
    if (!value) return
    const embedding = tokens.embed(value.texts, signal, 'passage')
    // Told in its turn, or not at all when another failed before.
    embedding.catch(() => {})
    begun.push({ ...value, embedding })
  }
  for (let i = 0; i < AHEAD; i++) beginNext()
  for (let first = begun.shift(); first; first = begun.shift()) {
    beginNext()
    const { id, key, texts, embedding } = first
    const embedded = await embedding
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

interface MissingBag {
  readonly id: string
  readonly key: string
  readonly texts: readonly string[]
}

interface Begun extends MissingBag {
  readonly embedding: Promise<readonly EmbeddedText[]>
}

/** Read one by one: the texts of a large folder are not held at once. */
function* missingBags(corpus: Corpus, bags: Bags): Generator<MissingBag, undefined> {
  for (const id of [...corpus.articles.keys()].reverse()) {
    const key = bagKey(corpus.keysOf(id).texts)
    if (bags.has(key)) continue
    const texts = corpus.unitsOf(id).flatMap((label) => {
      const text = corpus.unit(label)?.kind === 'lead' ? '' : corpus.textOf(label)
      return text === '' ? [] : [text]
    })
    if (texts.length > 0) yield { id, key, texts }
  }
}
