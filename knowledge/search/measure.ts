import type { Article } from '../article/article.js'
import type { LogisticModel } from './confidence.js'
import { probabilityOf } from './confidence.js'
import type { Corpus } from './corpus.js'
import { type Decided, decide } from './decide.js'
import {
  fitTrials,
  type Lesson,
  lessonsOf,
  type Trial,
  type Trials,
  tryLesson,
  weightsOf,
} from './learn-confidence.js'

/** How well a folder's own questions are found and judged, each left out once. */
export interface Measurement {
  readonly questions: number
  /** Share whose article comes first, and among the first three. */
  readonly hitAt1: number
  readonly hitAt3: number
  /**
   * Chance that a question with an answer is thought likelier than one without: its own article
   * taken out (`near`), or off topic (`far`).
   */
  readonly aurocNear: number
  readonly aurocFar: number
  /** Mean distance of the shown probability from the share that is right, in ten equal groups. */
  readonly calibrationError: number
  /** Shares of what happens to questions that have an answer, and to those that have none. */
  readonly inScope: Readonly<Record<Decided, number>> & { readonly wrong: number }
  readonly takenOut: Readonly<Record<Decided, number>>
  readonly offTopic: Readonly<Record<Decided, number>>
}

const FOLDS = 5

/**
 * Measures by cross-validation over articles: a question is judged by a model that saw none of its
 * article's questions.
 */
export function measure(
  corpus: Corpus,
  offTopic: readonly Lesson[],
  vectors: boolean,
  mayAnswer: (article: Article) => boolean,
  prior: LogisticModel,
): Measurement {
  const trials: Trials = { whole: [], takenOut: [], offTopic: [] }
  const fold: Record<keyof Trials, number[]> = { whole: [], takenOut: [], offTopic: [] }
  const articles = [...corpus.articles.keys()]
  const put = (kind: keyof Trials, trial: Trial, which: number) => {
    trials[kind].push(trial)
    fold[kind].push(which % FOLDS)
  }
  for (const lesson of lessonsOf(corpus, mayAnswer)) {
    const { whole, takenOut } = tryLesson(corpus, lesson, vectors, mayAnswer)
    const which = articles.indexOf(lesson.gold ?? '')
    put('whole', whole, which)
    if (takenOut) put('takenOut', takenOut, which)
  }
  offTopic.forEach((lesson, i) => {
    put('offTopic', tryLesson(corpus, lesson, vectors, mayAnswer).whole, i)
  })

  const models = Array.from({ length: FOLDS }, (_, out) => {
    const seen = (kind: keyof Trials) => trials[kind].filter((_, i) => fold[kind][i] !== out)
    const rest = { whole: seen('whole'), takenOut: seen('takenOut'), offTopic: seen('offTopic') }
    return fitTrials(rest, prior)
  })
  const judge = (kind: keyof Trials) =>
    trials[kind].map((trial, i) => {
      const model = models[fold[kind][i] ?? 0] ?? prior
      const ranked = trial.features.map((features, place) => ({
        probability: probabilityOf(model, features),
        right: trial.right[place] ?? false,
      }))
      return { ranked, decision: decide(ranked, false) }
    })
  const judged = { whole: judge('whole'), takenOut: judge('takenOut'), offTopic: judge('offTopic') }
  const first = (kind: keyof Trials) =>
    judged[kind].map(({ ranked }) => ranked[0]?.probability ?? 0)
  const shares = (kind: keyof Trials) => {
    const count = (which: Decided) =>
      judged[kind].filter(({ decision }) => decision.kind === which).length
    const all = Math.max(1, judged[kind].length)
    return {
      answer: count('answer') / all,
      'ask-back': count('ask-back') / all,
      'hand-over': count('hand-over') / all,
    }
  }
  const weights = weightsOf(trials)
  const shown = (['whole', 'takenOut', 'offTopic'] as const).flatMap((kind) =>
    judged[kind].map(({ ranked }) => ({
      probability: ranked[0]?.probability ?? 0,
      right: ranked[0]?.right ?? false,
      weight: weights[kind],
    })),
  )
  const questions = trials.whole.length
  const wrong = judged.whole.filter(
    ({ ranked, decision }) => decision.kind === 'answer' && !ranked[0]?.right,
  )
  const within = (places: number) =>
    trials.whole.filter(({ rank }) => rank >= 0 && rank < places).length / questions
  return {
    questions,
    hitAt1: within(1),
    hitAt3: within(3),
    aurocNear: auroc(first('whole'), first('takenOut')),
    aurocFar: auroc(first('whole'), first('offTopic')),
    calibrationError: calibrationError(shown),
    inScope: { ...shares('whole'), wrong: wrong.length / questions },
    takenOut: shares('takenOut'),
    offTopic: shares('offTopic'),
  }
}

function auroc(higher: readonly number[], lower: readonly number[]): number {
  const won = higher.reduce(
    (sum, a) => sum + lower.reduce((own, b) => own + (a > b ? 1 : a === b ? 0.5 : 0), 0),
    0,
  )
  return won / Math.max(1, higher.length * lower.length)
}

interface Shown {
  readonly probability: number
  readonly right: boolean
  readonly weight: number
}

const GROUPS = 10

function calibrationError(shown: readonly Shown[]): number {
  const sorted = shown.toSorted((a, b) => a.probability - b.probability)
  const total = sum(sorted, () => 1)
  let error = 0
  let group: Shown[] = []
  let size = 0
  sorted.forEach((each, i) => {
    group.push(each)
    size += each.weight
    if (size < total / GROUPS && i < sorted.length - 1) return
    const off = sum(group, ({ probability }) => probability) - sum(group, ({ right }) => +right)
    error += Math.abs(off) / total
    group = []
    size = 0
  })
  return error
}

function sum(list: readonly Shown[], value: (each: Shown) => number): number {
  return list.reduce((total, each) => total + each.weight * value(each), 0)
}
