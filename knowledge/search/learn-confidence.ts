import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import { type Confidence, type LogisticModel, modelFor } from './confidence.js'
import type { Corpus } from './corpus.js'
import { FEATURES, type Features, featuresOf, SPREADS } from './features.js'
import { type Example, fitLogistic } from './fit-logistic.js'
import { foldText } from './fold-text.js'
import {
  type Candidate,
  isSameFamily,
  orderCandidates,
  type Query,
  rankArticles,
} from './rank-articles.js'

/** A question whose right article is known; `null` when none is right. */
export interface Lesson {
  readonly text: string
  readonly language: Language
  readonly gold: string | null
  /** Which stored question it is, so that it does not find itself. */
  readonly leftOut?: { readonly article: string; readonly question: number }
  readonly vector: Float32Array | null
}

/** What was found for one lesson. */
export interface Trial {
  readonly gold: string | null
  /** Of the first few, best first. */
  readonly features: readonly Features[]
  readonly right: readonly boolean[]
  /** Where the right article stands, from 0; -1 when it is not found or there is none. */
  readonly rank: number
}

/**
 * The share of questions that no article answers. Half of them are the folder's own questions with
 * their article taken out, half are off topic. It should match what customers really ask.
 */
export const OUT_OF_SCOPE_SHARE = 0.2

/** How far down the list examples are taken: as far as a customer is asked back, and a little. */
const DEPTH = 5

/** More questions than this teach no more; they are taken evenly from all articles. */
const MOST_LESSONS = 800

/** Fewer questions say less than the general model. */
const FEWEST_LESSONS = 30

/** How many examples the general model is worth. */
const BELIEF = 20

/** Every stored question that may be learned from, evenly thinned. */
export function lessonsOf(corpus: Corpus, mayAnswer: (article: Article) => boolean): Lesson[] {
  const all = [...corpus.articles.values()].filter(mayAnswer).flatMap((article) =>
    article.questions.map((text, question) => {
      const label = corpus.unitsOf(article.id).find((each) => {
        const unit = corpus.unit(each)
        return unit?.kind === 'question' && unit.index === question
      })
      return {
        text,
        language: article.language,
        gold: article.id,
        leftOut: { article: article.id, question },
        vector: label === undefined ? null : (corpus.vectors.get(label) ?? null),
      }
    }),
  )
  const step = Math.max(1, all.length / MOST_LESSONS)
  return Array.from({ length: Math.min(all.length, MOST_LESSONS) }, (_, i) => {
    const lesson = all[Math.floor(i * step)]
    return lesson ? [lesson] : []
  }).flat()
}

/**
 * Asks one lesson: as it is, and with its article taken out.
 *
 * @param vectors Whether vectors take part.
 */
export function tryLesson(
  corpus: Corpus,
  lesson: Lesson,
  vectors: boolean,
  mayAnswer: (article: Article) => boolean,
): { readonly whole: Trial; readonly takenOut: Trial | null } {
  const folded = foldText(lesson.text)
  const query: Query = {
    folded,
    language: lesson.language,
    terms: corpus.words.weigh(folded, withoutQuestion(corpus, lesson)),
    synonyms: [],
    vector: vectors ? lesson.vector : null,
    mayAnswer,
    leftOut: lesson.leftOut ?? { article: '', question: -1 },
  }
  const gold = lesson.gold === null ? null : corpus.originalOf(lesson.gold)
  const isGold = ({ article }: Candidate) => corpus.originalOf(article.id) === gold
  const candidates = rankArticles(corpus, query)
  const trialOf = (list: readonly Candidate[], right: string | null): Trial => ({
    gold: right,
    features: featuresOf(query, list, DEPTH),
    right: list.slice(0, DEPTH).map((candidate) => right !== null && isGold(candidate)),
    rank: right === null ? -1 : list.findIndex(isGold),
  })
  const others = candidates.filter((candidate) => !isGold(candidate))
  return {
    whole: trialOf(candidates, gold),
    takenOut: gold === null ? null : trialOf(orderCandidates(others, query.language), null),
  }
}

function withoutQuestion(corpus: Corpus, { leftOut }: Lesson): Article | undefined {
  const article = leftOut && corpus.articles.get(leftOut.article)
  const questions = article?.questions.filter((_, i) => i !== leftOut?.question)
  return article && { ...article, questions: questions ?? [] }
}

/**
 * Learns how probable an answer is from the folder's own questions, each left out once, from the
 * same with their article taken out, and from questions off topic.
 *
 * @param offTopic With their vectors.
 * @param prior Where learning starts, and stays when there is little to learn from.
 */
export async function learnConfidence(
  corpus: Corpus,
  offTopic: readonly Lesson[],
  mayAnswer: (article: Article) => boolean,
  prior: Confidence,
  signal: AbortSignal,
): Promise<Confidence> {
  const lessons = lessonsOf(corpus, mayAnswer)
  const learn = async (english: boolean, vectors: boolean) => {
    const language = english ? 'en' : 'zh-Hans'
    const start = modelFor(prior, language, vectors)
    const asked = [...lessons, ...offTopic].filter((lesson) =>
      isSameFamily(lesson.language, language),
    )
    const trials: Trials = { whole: [], takenOut: [], offTopic: [] }
    for (const lesson of asked) {
      if (vectors && lesson.vector === null) continue
      signal.throwIfAborted()
      addTrial(trials, tryLesson(corpus, lesson, vectors, mayAnswer))
      // A question of a customer goes first.
      await new Promise((resolve) => setImmediate(resolve))
    }
    return trials.whole.length < FEWEST_LESSONS ? start : fitTrials(trials, start)
  }
  const both = async (english: boolean) => ({
    withVectors: await learn(english, true),
    wordsOnly: await learn(english, false),
  })
  return { chinese: await both(false), english: await both(true), questions: lessons.length }
}

/** Puts what was found for one lesson where it belongs. */
export function addTrial(
  trials: Trials,
  { whole, takenOut }: { readonly whole: Trial; readonly takenOut: Trial | null },
): void {
  if (takenOut === null) trials.offTopic.push(whole)
  else {
    trials.whole.push(whole)
    trials.takenOut.push(takenOut)
  }
}

export interface Trials {
  readonly whole: Trial[]
  readonly takenOut: Trial[]
  readonly offTopic: Trial[]
}

/** Fits one model, each kind of trial with the weight that real traffic gives it. */
export function fitTrials(trials: Trials, prior: LogisticModel): LogisticModel {
  const weights = weightsOf(trials)
  const examples = (['whole', 'takenOut', 'offTopic'] as const).flatMap((kind) =>
    trials[kind].flatMap(({ features, right }) =>
      features.map(
        (each, i): Example => ({
          values: FEATURES.map((name) => each[name]),
          right: right[i] ?? false,
          weight: weights[kind],
        }),
      ),
    ),
  )
  return fitLogistic(examples, prior, BELIEF, SPREADS)
}

/** What one trial of each kind counts, with 1 for a question that an article answers. */
export function weightsOf({
  whole,
  takenOut,
  offTopic,
}: Readonly<Record<keyof Trials, readonly unknown[]>>): Record<keyof Trials, number> {
  const outOfScope = (whole.length * OUT_OF_SCOPE_SHARE) / (1 - OUT_OF_SCOPE_SHARE)
  const kinds = offTopic.length === 0 ? 1 : 2
  return {
    whole: 1,
    takenOut: outOfScope / kinds / Math.max(1, takenOut.length),
    offTopic: outOfScope / kinds / Math.max(1, offTopic.length),
  }
}
