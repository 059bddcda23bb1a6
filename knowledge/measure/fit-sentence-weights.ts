import { minimise } from '../../platform/minimise.js'
import { SENTENCE_WEIGHTS } from '../search/extract/fit-sentences.js'
import type { Features } from '../search/extract/sentence-features.js'
import type { SentenceTrial } from './sentence-trials.js'

type Name = keyof Features
const NAMES = Object.keys(SENTENCE_WEIGHTS) as readonly Name[]

/** How strongly weights are held near those in use. Flat from .03 to .1 on articles left out. */
const HELD = 0.1
const STEPS = { tolerance: 1e-5, mostSteps: 300 }
const PARTS = 8

/** What a sentence is chosen by, and how often that chooses a right one. */
export interface SentenceFit {
  readonly questions: number
  /** How often the best sentence is right by the weights in use. */
  readonly first: number
  /** The same by weights that have not seen the question's article. */
  readonly fittedFirst: number
  /** How often what is said holds a right one; how much else it says; its characters. */
  readonly said: number
  readonly beside: number
  readonly length: number
  /** Learned from all, with `near` as it is. */
  readonly weights: Features
}

/** Tells how well sentences are chosen, and fits what each feature adds. */
export async function measureSentences(trials: readonly SentenceTrial[]): Promise<SentenceFit> {
  const share = (of: (trial: SentenceTrial) => number) =>
    trials.reduce((sum, trial) => sum + of(trial), 0) / (trials.length || 1)
  const subjects = [...new Set(trials.map(subjectOf))].sort()
  const part = (trial: SentenceTrial) => subjects.indexOf(subjectOf(trial)) % PARTS
  const learned = await Promise.all(
    Array.from({ length: PARTS }, (_, i) => fitWeights(trials.filter((each) => part(each) !== i))),
  )
  return {
    questions: trials.length,
    first: share((trial) => Number(isFirstRight(trial, SENTENCE_WEIGHTS))),
    fittedFirst: share((trial) =>
      Number(isFirstRight(trial, learned[part(trial)] ?? SENTENCE_WEIGHTS)),
    ),
    said: share(({ isSaid }) => Number(isSaid)),
    beside: share(({ beside }) => beside),
    length: share(({ length }) => length),
    weights: await fitWeights(trials),
  }
}

/** An article and its translation teach the same. */
function subjectOf({ article }: SentenceTrial): string {
  return article.translates ?? article.id
}

function isFirstRight({ features, right }: SentenceTrial, weights: Features): boolean {
  const scores = features.map((each) =>
    each.refers ? Number.NEGATIVE_INFINITY : score(each, weights),
  )
  return right[scores.indexOf(Math.max(...scores))] ?? false
}

function score(features: Features, weights: Features): number {
  return NAMES.reduce((sum, name) => sum + weights[name] * features[name], 0)
}

/**
 * Conditional logit: of an article's sentences, one of the right ones is chosen. A score is only
 * compared with others, so the scale is free; it is found first, and taken out again.
 */
export async function fitWeights(trials: readonly SentenceTrial[]): Promise<Features> {
  const spreads = NAMES.map((name) => spreadOf(trials, name))
  const rows = trials.map(({ features, right }) => ({
    right,
    values: features.map((each) => NAMES.map((name, k) => each[name] / (spreads[k] ?? 1))),
  }))
  const used = NAMES.map((name, k) => SENTENCE_WEIGHTS[name] * (spreads[k] ?? 1))
  const along = rows.map(({ right, values }) => ({
    right,
    values: values.map((row) => [row.reduce((sum, value, k) => sum + value * (used[k] ?? 0), 0)]),
  }))
  const [scale = 1] = await minimise(lossOf(along, null), Float64Array.of(1), STEPS)
  const start = Float64Array.from(used, (weight) => weight * scale)
  const found = await minimise(lossOf(rows, start), start, STEPS)
  const raw = NAMES.map((_, k) => (found[k] ?? 0) / (spreads[k] ?? 1))
  const unit = SENTENCE_WEIGHTS.near / (raw[NAMES.indexOf('near')] || 1)
  return Object.fromEntries(
    NAMES.map((name, k) => [name, Math.round((raw[k] ?? 0) * unit * 100) / 100]),
  ) as unknown as Features
}

/** How much a feature differs within an article; 1 where it never does. */
function spreadOf(trials: readonly SentenceTrial[], name: Name): number {
  let [sum, count] = [0, 0]
  for (const { features } of trials) {
    const mean = features.reduce((total, each) => total + each[name], 0) / features.length
    for (const each of features) sum += (each[name] - mean) ** 2
    count += features.length
  }
  return Math.sqrt(sum / (count || 1)) || 1
}

interface Rows {
  readonly right: readonly boolean[]
  readonly values: readonly (readonly number[])[]
}

/** @param held Where weights are held near; `null` for free ones. */
function lossOf(trials: readonly Rows[], held: Float64Array | null) {
  return async (point: Float64Array, gradient: Float64Array): Promise<number> => {
    let loss = 0
    gradient.fill(0)
    for (const { right, values } of trials) {
      const scores = values.map((row) => row.reduce((sum, x, k) => sum + x * (point[k] ?? 0), 0))
      const most = Math.max(...scores)
      const powers = scores.map((each) => Math.exp(each - most))
      const all = powers.reduce((sum, each) => sum + each, 0)
      const good = powers.reduce((sum, each, i) => sum + (right[i] ? each : 0), 0)
      loss -= Math.log(good / all) / trials.length
      values.forEach((row, i) => {
        const share = (powers[i] ?? 0) / all - (right[i] ? (powers[i] ?? 0) / good : 0)
        row.forEach((x, k) => {
          gradient[k] = (gradient[k] ?? 0) + (share * x) / trials.length
        })
      })
    }
    held?.forEach((value, k) => {
      const off = (point[k] ?? 0) - value
      loss += (HELD / 2) * off * off
      gradient[k] = (gradient[k] ?? 0) + HELD * off
    })
    return loss
  }
}
