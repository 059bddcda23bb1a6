import type { Article } from '../../article/article.js'
import { type Features, readFeatures, type Told, type Wanted } from './sentence-features.js'

/** A sentence, item or row of an article with how well it answers. */
export interface Fit extends Told {
  /** Higher is better; comparable within one article and question. */
  readonly score: number
}

/**
 * What each feature adds, as `npm run knowledge -- sentences` fits it to 1,102 labelled questions;
 * those that speak in few of them (holds, number, range, otherwise, condition, named) are nearer to
 * a first guess. `near` only sets the scale.
 */
export const SENTENCE_WEIGHTS: Features = {
  covered: 0.46,
  near: 5,
  passageNear: 2.8,
  holds: 0.18,
  opening: 0.19,
  titled: 3.3,
  refers: -0.5,
  steps: 0,
  list: 0.05,
  remedy: 0,
  needs: 1.4,
  number: 0.6,
  range: 0.9,
  row: -0.2,
  otherRow: 0,
  opposed: -0.2,
  otherwise: -1,
  condition: -0.25,
  named: 0.8,
}

/** By words alone, fitted to 413 other questions: what a sentence says of the question tells more. */
const WEIGHTS_OF_WORDS: Features = {
  covered: 0.65,
  near: 5,
  passageNear: 3.4,
  holds: 0.22,
  opening: 0.15,
  titled: 2,
  refers: -1,
  steps: 0.6,
  list: 0.3,
  remedy: 0.25,
  needs: 1.6,
  number: 1.2,
  range: 1.1,
  row: -0.2,
  otherRow: -1,
  opposed: -0.2,
  otherwise: -1,
  condition: -0.3,
  named: 1,
}

/** @returns All that may be quoted, in the article's order. */
export function fitSentences(article: Article, wanted: Wanted): readonly Fit[] {
  return readFeatures(article, wanted).map((told) => ({ ...told, score: scoreOf(told) }))
}

function scoreOf({ features, cosine }: Told): number {
  const weights = cosine === null ? WEIGHTS_OF_WORDS : SENTENCE_WEIGHTS
  const names = Object.keys(weights) as (keyof Features)[]
  return names.reduce((sum, name) => sum + weights[name] * features[name], 0)
}
