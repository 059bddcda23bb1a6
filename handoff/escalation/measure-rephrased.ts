import type { Article } from '../../knowledge/index.js'
import type { Embed } from '../signal/embed-sentences.js'
import { likeness } from './asks-the-same.js'

/** How many pairs of questions are taken for the same at one likeness. */
export interface RephrasedQuality {
  readonly likeness: number
  /** Of pairs of questions of one article, which ask the same or something near it. */
  readonly sameArticle: number
  /** Of pairs of questions of two articles of one category, which ask different things. */
  readonly otherArticle: number
}

const LIKENESSES = [0.8, 0.85, 0.88, 0.9, 0.92, 0.95]
const BATCH = 32

/**
 * Compares the questions that the articles say customers ask, each with each of its language and
 * category. Translations of one article are left out: nobody repeats a question in another language.
 */
export async function measureRephrased(
  articles: readonly Pick<Article, 'id' | 'category' | 'language' | 'questions'>[],
  embed: Embed,
  signal: AbortSignal,
): Promise<readonly RephrasedQuality[]> {
  const asked = articles.flatMap(({ id, category, language, questions }) =>
    questions
      // An article's questions of the other language stand beside its own.
      .filter((text) => /\p{Script=Han}/u.test(text) === (language !== 'en'))
      .map((text) => ({ id, group: `${category} ${language}`, text })),
  )
  const vectors: Float32Array[] = []
  for (let from = 0; from < asked.length; from += BATCH) {
    const texts = asked.slice(from, from + BATCH).map(({ text }) => text)
    vectors.push(...(await embed(texts, signal, 'passage')))
  }
  const pairs = { same: [] as number[], other: [] as number[] }
  for (const [index, one] of asked.entries()) {
    for (let next = index + 1; next < asked.length; next++) {
      const other = asked[next]
      const [a, b] = [vectors[index], vectors[next]]
      if (other === undefined || a === undefined || b === undefined) continue
      if (other.group !== one.group) continue
      pairs[other.id === one.id ? 'same' : 'other'].push(likeness(a, b))
    }
  }
  return LIKENESSES.map((least) => ({
    likeness: least,
    sameArticle: shareFrom(pairs.same, least),
    otherArticle: shareFrom(pairs.other, least),
  }))
}

function shareFrom(values: readonly number[], least: number): number {
  return values.filter((value) => value >= least).length / values.length
}
