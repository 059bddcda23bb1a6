import type { Article } from '../article/article.js'
import type { Corpus } from '../search/corpus/corpus.js'
import { isOpposed } from '../search/is-opposed.js'
import { polarityConflict } from '../search/question/polarity.js'
import { foldText } from '../search/words/fold-text.js'

/** A question that customers ask of one article, and that finds another one first. */
export interface StolenQuestion {
  /** Which question of the article. */
  readonly question: number
  /** The article that it finds. */
  readonly by: string
  /** The title or question there that takes it. */
  readonly text: string
  /** Cosine of the two. */
  readonly likeness: number
  /** How many more of this article's questions the same one takes. */
  readonly more: number
}

/**
 * So near, two questions are one, and an article takes another's by a single one. Of the sample
 * shop's 4,009 questions ten came so near to another article's, all of which ask the same.
 */
const SAME_QUESTION = 0.95

/** Several questions that are nearer to another article than to all of their own have moved there. */
const NEARER = 0.87
const SEVERAL = 3

const NEIGHBOURS = 40

/**
 * Finds stored questions that would find another article, were they asked in slightly other words.
 * Each is looked for as if it were not stored itself. Needs the questions' vectors.
 *
 * @param rest Awaited between questions.
 * @returns At most one for each other article, the likest question of it.
 */
export async function findStolenQuestions(
  corpus: Corpus,
  article: Article,
  mayTake: (other: string) => boolean,
  rest: () => Promise<void>,
): Promise<readonly StolenQuestion[]> {
  const original = corpus.originalOf(article.id)
  const taken = new Map<string, StolenQuestion[]>()
  for (const label of corpus.unitsOf(article.id)) {
    const unit = corpus.unit(label)
    const vector = unit?.kind === 'question' ? corpus.vectors.get(label) : undefined
    if (!unit || !vector) continue
    await rest()
    const question = article.questions[unit.index] ?? ''
    let own = -1
    for (const { label: near, similarity } of corpus.vectors.search(vector, NEIGHBOURS)) {
      const other = corpus.unit(near)
      if (!other || near === label || similarity < NEARER) continue
      if (other.kind !== 'question' && other.kind !== 'title') continue
      if (corpus.originalOf(other.article) === original) {
        own = Math.max(own, similarity)
        continue
      }
      const isTaken = similarity >= SAME_QUESTION || similarity > own
      const text = corpus.textOf(near)
      if (!isTaken || !mayTake(other.article) || saysOpposite(question, text)) continue
      const known = taken.get(other.article) ?? []
      known.push({
        question: unit.index,
        by: other.article,
        text,
        likeness: similarity,
        more: 0,
      })
      taken.set(other.article, known)
      break
    }
  }
  return [...taken.values()].flatMap((questions) => {
    const [first] = questions.toSorted((a, b) => b.likeness - a.likeness)
    const isStolen = first && (first.likeness >= SAME_QUESTION || questions.length >= SEVERAL)
    return isStolen ? [{ ...first, more: questions.length - 1 }] : []
  })
}

/** Articles with a question that is near to the title or a question of this one. */
export async function articlesAskedAlike(
  corpus: Corpus,
  id: string,
  rest: () => Promise<void>,
): Promise<readonly string[]> {
  const found = new Set<string>()
  for (const label of corpus.unitsOf(id)) {
    await rest()
    const kind = corpus.unit(label)?.kind
    const vector = kind === 'question' || kind === 'title' ? corpus.vectors.get(label) : undefined
    for (const near of vector ? corpus.vectors.search(vector, NEIGHBOURS) : []) {
      const unit = near.similarity >= NEARER ? corpus.unit(near.label) : undefined
      if (unit?.kind === 'question' && unit.article !== id) found.add(unit.article)
    }
  }
  return [...found]
}

/** "发货了还能取消吗" and "还没发货想取消" are near, and two questions. */
function saysOpposite(one: string, other: string): boolean {
  const [a, b] = [foldText(one), foldText(other)]
  return polarityConflict(a, b) > 0 || isOpposed(a, b)
}
