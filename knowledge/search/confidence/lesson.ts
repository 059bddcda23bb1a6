import type { Language } from '../../../platform/language.js'
import type { Article } from '../../article/article.js'
import type { TokenVectors } from '../../embed/embedder.js'
import type { Candidate, Query } from '../candidate.js'
import type { Corpus } from '../corpus/corpus.js'
import type { Fuse } from '../fuse-scores.js'
import { detectLanguage } from '../question/detect-language.js'
import type { QuestionVector } from '../question/question-vector.js'
import type { Sought } from '../question/read-question.js'
import { stripCourtesy } from '../question/strip-courtesy.js'
import { rankArticles } from '../rank-articles.js'
import { foldText } from '../words/fold-text.js'
import { type Features, featuresOf } from './features.js'

/** A question whose right articles are known; none when no article answers. */
export interface Lesson {
  /** As it is searched. */
  readonly sought: Sought
  readonly language: Language
  readonly gold: readonly string[]
  /** Whether an editor wrote it beside an article, and no customer asked it. */
  readonly stored: boolean
  /** Whether it also says how often an article answers, as no question does that an editor wrote. */
  readonly labelled: boolean
  /** Which stored question it is, so that it does not find itself. */
  readonly leftOut?: NonNullable<Query['leftOut']>
  readonly vector: QuestionVector | null
}

/** What was found for one lesson. */
export interface Trial {
  readonly lesson: Lesson
  /** Of the first few, best first. */
  readonly features: readonly Features[]
  /** Their ids. */
  readonly articles: readonly string[]
  /** What each is about, by which its error budget is chosen. */
  readonly categories: readonly (string | null)[]
  readonly right: readonly boolean[]
  /** Where the first right article stands, from 0; -1 when none is found or there is none. */
  readonly rank: number
}

/** How far down the list examples are taken: as far as a customer is asked back. */
const DEPTH = 3

/** More stored questions than this teach no more; they are taken evenly from all articles. */
const MOST_STORED = 800

/** Every stored question that may be learned from, evenly thinned. */
export function lessonsOf(corpus: Corpus, mayAnswer: (article: Article) => boolean): Lesson[] {
  const all = [...corpus.articles.values()].filter(mayAnswer).flatMap((article) =>
    article.questions.map((text, question): Lesson => {
      const label = corpus.unitsOf(article.id).find((each) => {
        const unit = corpus.unit(each)
        return unit?.kind === 'question' && unit.index === question
      })
      const asked = stripCourtesy(foldText(text))
      const own = label === undefined ? undefined : corpus.vectors.get(label)
      return {
        sought: { text: asked, maybe: asked, synonyms: [] },
        language: detectLanguage(text, article.language),
        gold: [article.id],
        stored: true,
        labelled: false,
        leftOut: { article: article.id, question },
        vector: own ? { own, foreign: own, tokens: null } : null,
      }
    }),
  )
  const step = Math.max(1, all.length / MOST_STORED)
  return Array.from({ length: Math.min(all.length, MOST_STORED) }, (_, i) => {
    const lesson = all[Math.floor(i * step)]
    return lesson ? [lesson] : []
  }).flat()
}

/** So many stored questions are embedded at once. */
const BATCH = 32

/**
 * The same with their tokens, so that they are found as customers' questions are.
 *
 * @param tokens `null` where the model gives none.
 */
export async function storedLessons(
  corpus: Corpus,
  mayAnswer: (article: Article) => boolean,
  tokens: TokenVectors | null,
  signal: AbortSignal,
): Promise<readonly Lesson[]> {
  const lessons = lessonsOf(corpus, mayAnswer)
  if (tokens === null) return lessons
  const found: Lesson[] = []
  for (let at = 0; at < lessons.length; at += BATCH) {
    const batch = lessons.slice(at, at + BATCH)
    const texts = batch.map(({ leftOut }) =>
      leftOut ? (corpus.articles.get(leftOut.article)?.questions[leftOut.question] ?? '') : '',
    )
    const embedded = await tokens.embed(texts, signal, 'passage')
    batch.forEach((lesson, i) => {
      const said = embedded[i]?.tokens
      const { vector, leftOut } = lesson
      found.push(
        said && vector && leftOut
          ? {
              ...lesson,
              vector: { ...vector, tokens: { own: said, gloss: null } },
              leftOut: { ...leftOut, tokens: said },
            }
          : lesson,
      )
    })
  }
  return found
}

/**
 * Asks one lesson.
 *
 * @param vectors Whether vectors take part.
 */
export function tryLesson(
  corpus: Corpus,
  lesson: Lesson,
  vectors: boolean,
  mayAnswer: (article: Article) => boolean,
  fuse?: Fuse,
): Trial {
  const { text, maybe, synonyms } = lesson.sought
  const query: Query = {
    folded: text,
    language: lesson.language,
    terms: corpus.words.weigh(maybe, withoutQuestion(corpus, lesson)),
    synonyms,
    vector: vectors ? lesson.vector : null,
    mayAnswer,
    leftOut: lesson.leftOut ?? { article: '', question: -1 },
    fuse,
  }
  const gold = new Set(lesson.gold.map((id) => corpus.originalOf(id)))
  const isRight = ({ article }: Candidate) => gold.has(corpus.originalOf(article.id))
  const candidates = rankArticles(corpus, query)
  return {
    lesson,
    features: featuresOf(query, candidates, DEPTH),
    articles: candidates.slice(0, DEPTH).map(({ article }) => article.id),
    categories: candidates.slice(0, DEPTH).map(({ article }) => article.category),
    right: candidates.slice(0, DEPTH).map(isRight),
    rank: candidates.findIndex(isRight),
  }
}

function withoutQuestion(corpus: Corpus, { leftOut }: Lesson): Article | undefined {
  const article = leftOut && corpus.articles.get(leftOut.article)
  const questions = article?.questions.filter((_, i) => i !== leftOut?.question)
  return article && { ...article, questions: questions ?? [] }
}

/** Asks many lessons, and lets a customer's question go before each. */
export async function tryLessons(
  corpus: Corpus,
  lessons: readonly Lesson[],
  vectors: boolean,
  mayAnswer: (article: Article) => boolean,
  signal: AbortSignal,
  fuse?: Fuse,
): Promise<readonly Trial[]> {
  const trials: Trial[] = []
  for (const lesson of lessons) {
    if (vectors && lesson.vector === null) continue
    signal.throwIfAborted()
    trials.push(tryLesson(corpus, lesson, vectors, mayAnswer, fuse))
    await new Promise((resolve) => setImmediate(resolve))
  }
  return trials
}
