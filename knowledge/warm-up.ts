import { type Clock, type Millis, SECOND } from '../platform/clock.js'
import type { Article } from './article/article.js'
import { familyOf } from './search/question/language-family.js'

/** The rest of a start comes first. */
const DELAY: Millis = 2 * SECOND

/** So many titles are asked of each language. */
const ASKED = 3

/**
 * Asks a few titles soon, before customers ask: the first question reads a dictionary of 5 MB and
 * runs code that is not compiled yet, a quarter of a second in which all others wait.
 *
 * @param ask Asks as a customer does.
 * @returns A function that stops it.
 */
export function warmUpSoon(
  clock: Clock,
  articles: () => Iterable<Article>,
  ask: (article: Article) => Promise<unknown>,
): () => void {
  let stopped = false
  const cancel = clock.after(DELAY, async () => {
    for (const article of firstOfEach(articles())) {
      if (stopped) return
      // What is wrong with search is told when somebody asks.
      await ask(article).catch(() => {})
      await new Promise((resolve) => setImmediate(resolve))
    }
  })
  return () => {
    stopped = true
    cancel()
  }
}

/** A few articles of each language. */
export function firstOfEach(articles: Iterable<Article>): readonly Article[] {
  const found = { zh: [] as Article[], en: [] as Article[] }
  for (const article of articles) {
    const own = found[familyOf(article.language)]
    if (own.length < ASKED) own.push(article)
    if (found.zh.length + found.en.length === 2 * ASKED) break
  }
  return [...found.zh, ...found.en]
}
