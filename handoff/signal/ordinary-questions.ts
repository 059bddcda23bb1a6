import { join } from 'node:path'
import {
  type Article,
  type FollowUpLabel,
  loadArticles,
  readFollowUpLabels,
} from '../../knowledge/index.js'
import { Fault } from '../../platform/fault.js'
import type { SignalLanguage, SignalName } from './signal.js'

/** Something that customers ask or write after an answer, so that nothing grave is meant by it. */
export interface OrdinaryQuestion {
  readonly text: string
  readonly language: SignalLanguage
  /** Ids of the articles that it is about, the original before what translates it. */
  readonly articles: readonly string[]
  /** Signals that it says all the same; none when not given. */
  readonly says?: readonly SignalName[]
}

/** More of one article say nearly the same, and each costs a vector at the first start. */
const MOST_OF_ARTICLE = 15

/**
 * The questions that articles for customers say they answer, taken evenly from each, and what is
 * written after an answer: shorter than those, and full of facts that sound like moods.
 */
export function ordinaryQuestions(
  articles: readonly Pick<Article, 'id' | 'translates' | 'questions' | 'audience' | 'state'>[],
  followUps: readonly FollowUpLabel[],
): readonly OrdinaryQuestion[] {
  const questions = articles
    .filter(({ audience, state }) => audience === 'customer' && state === 'published')
    .flatMap(({ id, translates, questions: all }) => {
      const articles = translates === null ? [id] : [translates, id]
      return spread(all, MOST_OF_ARTICLE).map((text) => ({
        text,
        language: languageOf(text),
        articles,
      }))
    })
  const originals = new Map(articles.map(({ id, translates }) => [id, translates ?? id]))
  const written = followUps.map(({ after, text, gold, signals }) => ({
    text,
    language: languageOf(text),
    // Two that mean the same article are left out together, in whatever language.
    articles: unique(
      (gold.length === 0 ? [after] : gold).flatMap((id) => [originals.get(id) ?? id, id]),
    ),
    says: signals,
  }))
  const byText = new Map<string, OrdinaryQuestion>()
  for (const each of [...questions, ...written]) {
    const same = byText.get(each.text)
    byText.set(each.text, same ? together(same, each) : each)
  }
  // In an order that does not depend on when a file was read, so that what was learned is found.
  return [...byText.values()].sort((a, b) => (a.text < b.text ? -1 : 1))
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)]
}

/** One text of two places. */
function together(one: OrdinaryQuestion, other: OrdinaryQuestion): OrdinaryQuestion {
  const says = unique([...(one.says ?? []), ...(other.says ?? [])])
  return {
    ...one,
    articles: unique([...one.articles, ...other.articles]),
    ...(says.length > 0 && { says }),
  }
}

/** The same of a content folder, without the index; nothing of what is not there. */
export async function questionsIn(
  contentFolder: string,
  signal: AbortSignal,
): Promise<readonly OrdinaryQuestion[]> {
  const none = { articles: [], seen: [], problems: [] }
  const loading = loadArticles(join(contentFolder, 'articles'), 'allow', none, () => {}, signal)
  const { articles } = await orMissing(loading, none)
  return ordinaryQuestions(articles, await followUpsIn(contentFolder))
}

/**
 * What is written after answers, by the content folder; nothing where the file is missing.
 *
 * @throws {Fault} `bad-input` with the first line that cannot be read.
 */
export function followUpsIn(contentFolder: string): Promise<readonly FollowUpLabel[]> {
  return orMissing(readFollowUpLabels(contentFolder), [])
}

async function orMissing<Value, Other>(
  reading: Promise<Value>,
  other: Other,
): Promise<Value | Other> {
  try {
    return await reading
  } catch (cause) {
    if (cause instanceof Fault && cause.code === 'not-found') return other
    throw cause
  }
}

function languageOf(text: string): SignalLanguage {
  return /\p{Script=Han}/u.test(text) ? 'zh' : 'en'
}

/** So many items, from the first to the last at equal distances. */
function spread<Item>(items: readonly Item[], most: number): readonly Item[] {
  if (items.length <= most) return items
  return items.filter(
    (_, i) => Math.floor((i * most) / items.length) !== Math.floor(((i - 1) * most) / items.length),
  )
}
