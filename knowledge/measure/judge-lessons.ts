import { type LogisticModel, probabilityOf } from '../search/confidence.js'
import type { Corpus } from '../search/corpus.js'
import { decide, type Likely, type Outcome } from '../search/decide.js'
import {
  fitTrials,
  type Lesson,
  type Trial,
  type Trials,
  tryLesson,
} from '../search/learn-confidence.js'

/** A candidate as it is shown, and whether it is right. */
export interface JudgedCandidate extends Likely {
  readonly right: boolean
}

/** One question with what the product would do. */
export interface Judged {
  /** Best first. */
  readonly ranked: readonly JudgedCandidate[]
  /** Where the right article stands, from 0; -1 when it is not found or there is none. */
  readonly rank: number
  readonly decision: Outcome<JudgedCandidate>
}

export type JudgedTrials = { readonly [Kind in keyof Trials]: readonly Judged[] }

const FOLDS = 5

/**
 * Judges questions by cross-validation over articles: each by a model that saw none of its
 * article's questions.
 *
 * @param lessons Of one language, as are `offTopic`.
 */
export function judgeLessons(
  corpus: Corpus,
  lessons: readonly Lesson[],
  offTopic: readonly Lesson[],
  vectors: boolean,
  prior: LogisticModel,
): JudgedTrials {
  const places = new Map([...corpus.articles.keys()].map((id, place) => [id, place % FOLDS]))
  const tried = [
    ...lessons.map((lesson) => ({ lesson, fold: places.get(lesson.gold ?? '') ?? 0 })),
    ...offTopic.map((lesson, i) => ({ lesson, fold: i % FOLDS })),
  ].map(({ lesson, fold }) => ({ fold, ...tryLesson(corpus, lesson, vectors, () => true) }))

  const models = Array.from({ length: FOLDS }, (_, out) => {
    const seen = tried.filter(({ fold }) => fold !== out)
    const trials: Trials = {
      whole: seen.flatMap(({ whole, takenOut }) => (takenOut ? [whole] : [])),
      takenOut: seen.flatMap(({ takenOut }) => (takenOut ? [takenOut] : [])),
      offTopic: seen.flatMap(({ whole, takenOut }) => (takenOut ? [] : [whole])),
    }
    return fitTrials(trials, prior)
  })
  const judge = (trial: Trial, fold: number): Judged => {
    const ranked = trial.features.map((features, place) => ({
      probability: probabilityOf(models[fold] ?? prior, features),
      right: trial.right[place] ?? false,
    }))
    return { ranked, rank: trial.rank, decision: decide(ranked, false) }
  }
  return {
    whole: tried.flatMap(({ fold, whole, takenOut }) => (takenOut ? [judge(whole, fold)] : [])),
    takenOut: tried.flatMap(({ fold, takenOut }) => (takenOut ? [judge(takenOut, fold)] : [])),
    offTopic: tried.flatMap(({ fold, whole, takenOut }) => (takenOut ? [] : [judge(whole, fold)])),
  }
}
