import type { Corpus } from '../corpus/corpus.js'
import type { Trial } from './lesson.js'

/** A question with the part of the articles that it belongs to. */
export interface FoldedTrial {
  readonly trial: Trial
  /** From 0; all questions of one article are in one. */
  readonly fold: number
}

/** Each fold's model learns from the four others. */
const FOLDS = 5

/** Parts questions by their articles, so that each can be judged by models that know none of them. */
export function foldTrials(
  { articles }: Pick<Corpus, 'articles'>,
  trials: readonly Trial[],
): readonly FoldedTrial[] {
  const places = new Map([...articles.keys()].map((id, place) => [id, place % FOLDS]))
  return trials.map((trial, i) => {
    const [gold] = trial.lesson.gold
    return { trial, fold: gold === undefined ? i % FOLDS : (places.get(gold) ?? 0) }
  })
}
