import type { Article } from '../../article/article.js'
import type { Corpus } from './corpus.js'

/** Ids of articles that came or changed, and of those that are gone. */
export interface KnowledgeChange {
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/** The longest that others wait while thousands of articles are put in. */
const SLICE_MS = 12

/**
 * Brings the corpus to these articles, touching only what differs.
 *
 * @param onArticle Called now and then with the number of changed articles done, and of all.
 */
export async function updateCorpus(
  corpus: Corpus,
  articles: readonly Article[],
  onArticle: (done: number, total: number) => void,
): Promise<KnowledgeChange> {
  const next = new Map(uniqueById(articles).map((article) => [article.id, article]))
  const removed = [...corpus.articles.keys()].filter((id) => !next.has(id))
  const changed = [...next.values()].filter((article) => {
    const now = corpus.articles.get(article.id)
    return now?.digest !== article.digest || now.file !== article.file
  })
  for (const id of removed) corpus.remove(id)
  let sliceStart = performance.now()
  for (const [i, article] of changed.entries()) {
    corpus.put(article)
    if (performance.now() - sliceStart < SLICE_MS) continue
    onArticle(i + 1, changed.length)
    await new Promise((resolve) => setImmediate(resolve))
    sliceStart = performance.now()
  }
  return { changed: changed.map(({ id }) => id), removed }
}

/** Of two articles with one id, the first file's; the other is reported by the check. */
export function uniqueById(articles: readonly Article[]): readonly Article[] {
  const byId = new Map<string, Article>()
  for (const article of articles) if (!byId.has(article.id)) byId.set(article.id, article)
  return [...byId.values()]
}
