import { join } from 'node:path'
import type { Logger } from '../platform/log.js'
import { bodiesOfFiles } from './article/bodies-of-files.js'
import { BagStore } from './embed/bag-store.js'
import type { Embedder, TokenVectors } from './embed/embedder.js'
import { VectorStore } from './embed/vector-store.js'
import { Corpus } from './search/corpus/corpus.js'
import { GraphKeeper } from './search/corpus/graph-keeper.js'
import { IndexFolder, type StoredIndex } from './search/corpus/index-folder.js'
import { uniqueById } from './search/corpus/update-corpus.js'
import { ExactVectorIndex } from './search/corpus/vector-index.js'
import { SentenceReader } from './search/extract/read-sentences.js'

/** What is searched, and where it is kept. */
export interface OpenIndex extends AsyncDisposable {
  readonly corpus: Corpus
  readonly folder: IndexFolder
  /** `null` without an embedder, like the graph. */
  readonly store: VectorStore | null
  readonly graph: GraphKeeper | null
  /** What was on disk, its articles in the corpus already; `null` when nothing of use was. */
  readonly stored: StoredIndex | null
}

/**
 * Opens the index as it is on disk, however old.
 *
 * @param articles The articles' folder.
 * @param reading Names how it is read.
 */
export async function openIndex(
  indexFolder: string,
  articles: string,
  reading: string,
  embedder: Embedder | null,
  log: Logger,
): Promise<OpenIndex> {
  const readArticle = bodiesOfFiles(articles, indexFolder)
  const folder = await IndexFolder.open({
    folder: indexFolder,
    articles,
    reading,
    log,
    readArticle,
  })
  const { mayWrite } = folder
  try {
    const [stored, store, bags] = await Promise.all([
      folder.read(),
      embedder && openStore(indexFolder, embedder, mayWrite, log),
      embedder?.tokens ? openBags(indexFolder, embedder.tokens, mayWrite, log) : null,
    ])
    const vectors = new ExactVectorIndex(store?.slab)
    const sentences = new SentenceReader((article) => folder.sentencesOf(article))
    const corpus = stored
      ? new Corpus(vectors, uniqueById(stored.articles), stored, sentences, bags)
      : new Corpus(vectors, [], undefined, sentences, bags)
    const file = join(indexFolder, 'graph.bin')
    const graph = store && new GraphKeeper(corpus, vectors, store.slab, file, mayWrite, log)
    return {
      corpus,
      folder,
      store,
      graph,
      stored,
      async [Symbol.asyncDispose]() {
        await graph?.[Symbol.asyncDispose]()
        await bags?.[Symbol.asyncDispose]()
        await folder[Symbol.asyncDispose]()
      },
    }
  } catch (cause) {
    await folder[Symbol.asyncDispose]()
    throw cause
  }
}

function openBags(
  indexFolder: string,
  { fingerprint, dimensions }: TokenVectors,
  mayWrite: boolean,
  log: Logger,
): Promise<BagStore> {
  const file = join(indexFolder, 'tokens.bin')
  return BagStore.open({ file, fingerprint, dimensions, mayWrite }, log)
}

function openStore(
  indexFolder: string,
  { fingerprint, dimensions }: Embedder,
  mayWrite: boolean,
  log: Logger,
): Promise<VectorStore> {
  const file = join(indexFolder, 'vectors.bin')
  return VectorStore.open({ file, fingerprint, dimensions, mayWrite }, log)
}
