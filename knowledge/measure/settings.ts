import type { Article } from '../article/article.js'
import type { Bags } from '../embed/bag-store.js'
import { embedBags } from '../embed/embed-bags.js'
import { embedMissing } from '../embed/embed-missing.js'
import { embedSentences } from '../embed/embed-sentences.js'
import type { Embedder } from '../embed/embedder.js'
import type { VectorStore } from '../embed/vector-store.js'
import type { Label } from '../label/label.js'
import { labelLessons } from '../label/label-lessons.js'
import { type Lesson, storedLessons } from '../search/confidence/lesson.js'
import { Corpus } from '../search/corpus/corpus.js'
import { ExactVectorIndex } from '../search/corpus/vector-index.js'
import { loadGlossary } from '../search/question/glossary.js'
import { Sounds } from '../search/question/sounds.js'
import { NO_SYNONYMS, type Synonyms } from '../search/question/synonyms.js'

/** One way of looking at a folder: which articles are there, and what is asked of them. */
export interface Setting {
  readonly name: string
  readonly corpus: Corpus
  readonly lessons: readonly Lesson[]
}

export interface SettingsDeps {
  readonly embedder: Embedder
  /** The editors'; a folder of plain markdown has none. */
  readonly synonyms: Synonyms
  readonly store: VectorStore
  /** Filled while corpora are made; `null` where the model gives no tokens. */
  readonly bags: Bags | null
  readonly onProgress: (done: number, total: number) => void
}

/**
 * A folder in the settings that matter: all articles and those of each language, with their stored
 * questions and without any, as a folder of plain markdown is. Each is asked the stored questions,
 * left out one at a time, and the labelled ones whose articles are there; English ones also where
 * only Chinese articles are.
 */
export async function settingsOf(
  articles: readonly Article[],
  labels: readonly Label[],
  deps: SettingsDeps,
  signal: AbortSignal,
): Promise<readonly Setting[]> {
  const chinese = articles.filter(({ language }) => language !== 'en')
  const english = articles.filter(({ language }) => language === 'en')
  const plans = [
    { name: 'all', present: articles },
    { name: 'Chinese articles', present: chinese },
    { name: 'English articles', present: english },
  ].filter(({ present }, i) => present.length > 0 && (i === 0 || present.length < articles.length))

  const glossary = await loadGlossary()
  const settings: Setting[] = []
  for (const { name, present } of plans) {
    const whole = await corpusOf(present, deps, signal)
    const tokens = deps.embedder.tokens ?? null
    const stored = await storedLessons(whole, () => true, tokens, signal)
    const askedOf = (corpus: Corpus, synonyms: Synonyms) => {
      const sounds = new Sounds(corpus.words)
      const asked = labels.filter((label) => isAskedOf(label, corpus))
      const { embedder } = deps
      const reading = { corpus, sounds: () => sounds, synonyms, glossary }
      return labelLessons(asked, { ...reading, embedder }, signal)
    }
    const asked = await askedOf(whole, deps.synonyms)
    settings.push({ name, corpus: whole, lessons: [...asked, ...stored] })
    const bare = await corpusOf(
      present.map((article) => ({ ...article, questions: [] })),
      deps,
      signal,
    )
    settings.push({
      name: `${name}, plain`,
      corpus: bare,
      lessons: [
        ...(await askedOf(bare, NO_SYNONYMS)),
        ...stored.map(({ leftOut: _, ...lesson }) => lesson),
      ],
    })
  }
  return settings
}

/** An English folder is asked no Chinese questions: hardly a customer would. */
function isAskedOf({ gold, language }: Label, { articles }: Corpus): boolean {
  const isEnglish = [...articles.values()].every((article) => article.language === 'en')
  if (isEnglish && language !== 'en') return false
  return gold.length === 0 || gold.some((id) => articles.has(id))
}

/** A folder's corpus with all its vectors. */
export async function corpusOf(
  articles: readonly Article[],
  { embedder, store, bags, onProgress }: Omit<SettingsDeps, 'synonyms'>,
  signal: AbortSignal,
): Promise<Corpus> {
  const corpus = new Corpus(new ExactVectorIndex(), articles, undefined, undefined, bags)
  await embedMissing(corpus, embedder, store, onProgress, signal)
  if (embedder.tokens && bags) {
    await embedBags(corpus, embedder.tokens, bags, null, () => {}, signal)
  }
  await embedSentences(corpus, embedder, store, signal)
  return corpus
}
