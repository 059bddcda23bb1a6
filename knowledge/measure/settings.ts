import type { Article } from '../article/article.js'
import { embedMissing } from '../embed/embed-missing.js'
import type { Embedder } from '../embed/embedder.js'
import type { VectorStore } from '../embed/vector-store.js'
import { Corpus } from '../search/corpus.js'
import { foldText } from '../search/fold-text.js'
import type { Lesson } from '../search/learn-confidence.js'
import { ExactVectorIndex } from '../search/vector-index.js'

/** One way of looking at a folder: which articles are there, and what is asked of them. */
export interface Setting {
  readonly name: string
  readonly corpus: Corpus
  readonly lessons: readonly Lesson[]
}

export interface SettingsDeps {
  readonly embedder: Embedder
  readonly store: VectorStore
  readonly onProgress: (done: number, total: number) => void
}

/**
 * A folder in the settings that matter: each language with its stored questions, each one left out
 * in turn; the same without any stored question, as a folder of plain markdown is; and English
 * questions where only the Chinese article is there.
 */
export async function settingsOf(
  articles: readonly Article[],
  deps: SettingsDeps,
  signal: AbortSignal,
): Promise<readonly Setting[]> {
  const byId = new Map(articles.map((article) => [article.id, article]))
  const chinese = articles.filter(({ language }) => language !== 'en')
  const english = articles.filter(({ language }) => language === 'en')
  const originalOf = ({ id, translates }: Article) =>
    translates !== null && byId.has(translates) ? translates : id
  const translated = english.filter((article) => originalOf(article) !== article.id)
  const plans = [
    { name: 'Chinese', present: chinese, asked: chinese, stored: true },
    { name: 'Chinese, plain', present: chinese, asked: chinese, stored: false },
    { name: 'English', present: english, asked: english, stored: true },
    { name: 'English, plain', present: english, asked: english, stored: false },
    { name: 'both', present: articles, asked: articles, stored: true },
    { name: 'both, plain', present: articles, asked: articles, stored: false },
    { name: 'English to Chinese, plain', present: chinese, asked: translated, stored: false },
  ].filter(({ asked }) => asked.some(({ questions }) => questions.length > 0))

  const settings: Setting[] = []
  for (const { name, present, asked, stored } of plans) {
    const shown = stored ? present : present.map((article) => ({ ...article, questions: [] }))
    const corpus = new Corpus(new ExactVectorIndex(), shown)
    await embedMissing(corpus, deps.embedder, deps.store, deps.onProgress, signal)
    const lessons = await Promise.all(
      asked.flatMap((article) =>
        article.questions.map(async (text, question): Promise<Lesson> => {
          const [vector] = await deps.embedder.embed([foldText(text)], signal)
          return {
            text,
            language: article.language,
            gold: corpus.articles.has(article.id) ? article.id : originalOf(article),
            vector: vector ?? null,
            ...(stored && { leftOut: { article: article.id, question } }),
          }
        }),
      ),
    )
    settings.push({ name, corpus, lessons })
  }
  return settings
}
