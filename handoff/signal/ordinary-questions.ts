import { type Article, loadArticles } from '../../knowledge/index.js'
import { Fault } from '../../platform/fault.js'
import type { SignalLanguage } from './signal.js'

/** Something that customers ask and an article answers, so that nothing grave is meant by it. */
export interface OrdinaryQuestion {
  readonly text: string
  readonly language: SignalLanguage
  /** Ids of the article that it stands in and of its translation, in order. */
  readonly articles: readonly string[]
}

/** More of one article say nearly the same, and each costs a vector at the first start. */
const MOST_OF_ARTICLE = 15

/** The questions that articles for customers say they answer, taken evenly from each. */
export function ordinaryQuestions(
  articles: readonly Pick<Article, 'id' | 'translates' | 'questions' | 'audience' | 'state'>[],
): readonly OrdinaryQuestion[] {
  const questions = articles
    .filter(({ audience, state }) => audience === 'customer' && state === 'published')
    .flatMap(({ id, translates, questions: all }) => {
      const articles = [id, ...(translates === null ? [] : [translates])].sort()
      return spread(all, MOST_OF_ARTICLE).map((text) => ({
        text,
        language: /\p{Script=Han}/u.test(text) ? ('zh' as const) : ('en' as const),
        articles,
      }))
    })
  const byText = new Map(questions.map((question) => [question.text, question]))
  // In an order that does not depend on when a file was read, so that what was learned is found.
  return [...byText.values()].sort((a, b) => (a.text < b.text ? -1 : 1))
}

/** The same of a folder of articles, without the index; nothing where there is no folder. */
export async function questionsIn(
  folder: string,
  signal: AbortSignal,
): Promise<readonly OrdinaryQuestion[]> {
  const none = { articles: [], seen: [], problems: [] }
  try {
    const { articles } = await loadArticles(folder, 'allow', none, () => {}, signal)
    return ordinaryQuestions(articles)
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'not-found') return []
    throw cause
  }
}

/** So many items, from the first to the last at equal distances. */
function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  return items.filter(
    (_, i) => Math.floor((i * most) / items.length) !== Math.floor(((i - 1) * most) / items.length),
  )
}
