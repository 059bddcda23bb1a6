/** What tells whether a message still means the article that answered before it. */
export interface TopicFeatures {
  /** How well the article's tokens match the message's, 0 to 1; `null` where words must do alone. */
  readonly tokens: number | null
  /** How much better than those of what the message finds by itself. */
  readonly tokensAhead: number
  /** How much nearer its nearest sentence is, as a cosine. */
  readonly nearAhead: number
  /** How much more of what the message's words tell it has. */
  readonly wordsAhead: number
  /** How surely the message finds it by itself, as the logarithm of the odds. */
  readonly found: number
  /** That the first of what else the message finds answers it, 0 to 1. */
  readonly foundElse: number
  /** 1 where nothing is asked for that could be told: "my neighbour has one, too". */
  readonly remark: number
  /** 1 where something that the article has is asked without saying of what: "how long then?" */
  readonly bare: number
  /** 1 where a figure is asked for, and the article has none of its kind. */
  readonly lacks: number
  /** 1 where what fits best was said before. */
  readonly said: number
  /** Of the message, in tens of characters or words: a longer one speaks for itself. */
  readonly length: number
  /** 1 where the article is not in the customer's language. */
  readonly foreign: number
  /** 1 where the first of what the message finds by itself is not, and seems farther than it is. */
  readonly foreignRival: number
}

/** A message after an answer. */
export interface FollowUp {
  /** Id of the article that it may mean, in the customer's language where there is such a version. */
  readonly topic: string
  /** That this article answers it, 0 to 1. */
  readonly probability: number
  /** That what the message finds by itself answers it. */
  readonly alone: number
  readonly features: TopicFeatures
}

export type TopicFeature = keyof TopicFeatures

/** How much each adds to the logarithm of the odds. */
export interface TopicModel {
  readonly bias: number
  readonly weights: Readonly<Record<TopicFeature, number>>
}

/** As `npm run knowledge -- follow-ups` fits it. */
export const TOPIC_MODEL: TopicModel = {
  bias: -1.68,
  weights: {
    tokens: 7.92,
    tokensAhead: 4.01,
    nearAhead: 2.73,
    wordsAhead: 0.88,
    found: 0.01,
    foundElse: -0.79,
    remark: -0.26,
    bare: 3.81,
    lacks: -0.98,
    said: -0.18,
    length: -0.76,
    foreign: 0.11,
    foreignRival: -0.54,
  },
}

/** The same, fitted to what words tell alone. */
export const WORDS_TOPIC_MODEL: TopicModel = {
  bias: 3.27,
  weights: {
    tokens: 0,
    tokensAhead: 0,
    nearAhead: 0,
    wordsAhead: 1.63,
    found: 0.49,
    foundElse: -0.32,
    remark: -0.25,
    bare: 2.8,
    lacks: -1.69,
    said: -0.34,
    length: -0.41,
    foreign: 0.11,
    foreignRival: -0.45,
  },
}

/** That a message means the article still, and is answered by it, 0 to 1. */
export function topicProbability(
  features: TopicFeatures,
  model = features.tokens === null ? WORDS_TOPIC_MODEL : TOPIC_MODEL,
): number {
  const { bias, weights } = model
  const names = Object.keys(weights) as TopicFeature[]
  const odds = names.reduce((sum, name) => sum + weights[name] * (features[name] ?? 0), bias)
  return 1 / (1 + Math.exp(-odds))
}
