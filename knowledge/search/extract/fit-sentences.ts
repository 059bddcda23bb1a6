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

/** @returns All that may be quoted, in the article's order. */
export function fitSentences(article: Article, wanted: Wanted): readonly Fit[] {
  return readFeatures(article, wanted).map((told) => ({ ...told, score: scoreOf(told.features) }))
}

function scoreOf(features: Features): number {
  const names = Object.keys(SENTENCE_WEIGHTS) as (keyof Features)[]
  return names.reduce((sum, name) => sum + SENTENCE_WEIGHTS[name] * features[name], 0)
}
