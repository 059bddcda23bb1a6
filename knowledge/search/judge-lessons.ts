import { type AnswerWeights, probabilitiesOf } from './confidence.js'
import type { Corpus } from './corpus.js'
import { fitTrials } from './fit-trials.js'
import type { Trial } from './lesson.js'

/** A candidate as it would be shown, and whether it is right. */
export interface JudgedCandidate {
  /** 0 to 1. */
  readonly probability: number
  readonly article: string
  readonly right: boolean
}

/** A labelled question with what a model says that learned nothing of its article. */
export interface Judged {
  readonly trial: Trial
  /** Best first. */
  readonly ranked: readonly JudgedCandidate[]
}

/** Each fold's model learns from the four others. */
const FOLDS = 5

/**
 * Judges labelled questions by cross-validation over articles: each by a model that saw no question
 * of its article, neither a labelled nor a stored one. Where nothing is labelled, the stored
 * questions are judged instead, each left out.
 *
 * @param trials Of one language, with or without vectors.
 */
export function judgeLessons(
  corpus: Corpus,
  trials: readonly Trial[],
  prior: AnswerWeights,
): readonly Judged[] {
  const places = new Map([...corpus.articles.keys()].map((id, place) => [id, place % FOLDS]))
  const folded = trials.map((trial, i) => {
    const [gold] = trial.lesson.gold
    return { trial, fold: gold === undefined ? i % FOLDS : (places.get(gold) ?? 0) }
  })
  const models = Array.from({ length: FOLDS }, (_, out) =>
    fitTrials(
      folded.flatMap(({ trial, fold }) => (fold === out ? [] : [trial])),
      prior,
    ),
  )
  const labelled = folded.filter(({ trial }) => trial.lesson.labelled)
  return (labelled.length > 0 ? labelled : folded).map(({ trial, fold }) => {
    const probabilities = probabilitiesOf(models[fold] ?? prior, trial.features)
    return {
      trial,
      ranked: probabilities.map((probability, i) => ({
        probability,
        article: trial.articles[i] ?? '',
        right: trial.right[i] ?? false,
      })),
    }
  })
}
