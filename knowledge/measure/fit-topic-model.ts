import { fitLogistic } from '../search/confidence/fit-logistic.js'
import {
  TOPIC_MODEL,
  type TopicFeature,
  type TopicFeatures,
  type TopicModel,
  topicProbability,
} from '../search/follow-up/topic-model.js'
import { auroc } from './measure-search.js'
import type { Got, Meaning, TopicTrial } from './topic-trials.js'

const NAMES = Object.keys(TOPIC_MODEL.weights) as readonly TopicFeature[]

/** How many examples the zero weights that are begun with are worth. */
const BELIEF = 2
/** No feature is taken to differ by less. */
const LEAST_SPREAD = 0.01
const PARTS = 8
const GROUPS = 5

/**
 * How many messages after an answer mean its article still: 48 % of 471 in played conversations,
 * held against it, whose articles were labelled; 59 % where few of them were unusual, 37 % of others.
 */
const MEANT = 1 / 2

/** How surely messages mean the article before, and what it is told by. */
export interface TopicFit {
  readonly asked: number
  /** Of the messages with each meaning, how many got what. */
  readonly got: Readonly<Record<Meaning, Readonly<Partial<Record<Got, number>>>>>
  /** How many were held against the topic, and how often one that means it is seen as the likelier. */
  readonly judged: number
  readonly told: number
  /** The same by a model that has not seen the article, nor its translation. */
  readonly toldUnseen: number
  /** By that: what was claimed and how often it came, where so many mean it. */
  readonly claims: readonly { readonly claimed: number; readonly right: number }[]
  readonly model: TopicModel
}

interface Judged extends TopicTrial {
  readonly features: TopicFeatures
}

/** Tells how messages after an answer are understood, and fits what that is told by. */
export function measureTopics(trials: readonly TopicTrial[]): TopicFit {
  const judged = trials.filter((trial): trial is Judged => trial.features !== null)
  const subjects = [...new Set(judged.map(({ subject }) => subject))].sort()
  const part = ({ subject }: Judged) => subjects.indexOf(subject) % PARTS
  const learned = Array.from({ length: PARTS }, (_, i) =>
    fitTopicModel(judged.filter((each) => part(each) !== i)),
  )
  const unseen = judged.map((each) => topicProbability(each.features, learned[part(each)]))
  const area = (probabilities: readonly number[]) => {
    const of = (isMeant: boolean) => probabilities.filter((_, i) => means(judged[i]) === isMeant)
    return auroc(of(true), of(false))
  }
  return {
    asked: trials.length,
    got: {
      topic: counted(trials, 'topic'),
      other: counted(trials, 'other'),
      none: counted(trials, 'none'),
    },
    judged: judged.length,
    told: area(judged.map(({ features }) => topicProbability(features))),
    toldUnseen: area(unseen),
    claims: claimsOf(judged, unseen),
    model: fitTopicModel(judged),
  }
}

function means(trial: TopicTrial | undefined): boolean {
  return trial?.meaning === 'topic'
}

function counted(trials: readonly TopicTrial[], meaning: Meaning): Partial<Record<Got, number>> {
  const counts: Partial<Record<Got, number>> = {}
  for (const { got } of trials.filter((each) => each.meaning === meaning)) {
    counts[got] = (counts[got] ?? 0) + 1
  }
  return counts
}

/** Fits the model as if so many meant the topic, whether or not it is in their language. */
export function fitTopicModel(judged: readonly Judged[]): TopicModel {
  const weights = balanced(judged)
  const examples = judged.map((trial, i) => ({
    values: NAMES.map((name) => trial.features[name] ?? 0),
    right: means(trial),
    weight: weights[i] ?? 1,
  }))
  const prior = { bias: 0, weights: NAMES.map(() => 0) }
  const fit = fitLogistic(
    examples,
    prior,
    BELIEF,
    NAMES.map(() => LEAST_SPREAD),
  )
  return {
    bias: rounded(fit.bias),
    weights: Object.fromEntries(
      NAMES.map((name, i) => [name, rounded(fit.weights[i] ?? 0)]),
    ) as TopicModel['weights'],
  }
}

function balanced(judged: readonly Judged[]): readonly number[] {
  const groupOf = (each: Judged) => `${each.features.foreign} ${means(each)}`
  const sums = new Map<string, number>()
  for (const each of judged) {
    const group = groupOf(each)
    sums.set(group, (sums.get(group) ?? 0) + each.weight)
  }
  return judged.map((each) => {
    const { foreign } = each.features
    const all = (sums.get(`${foreign} true`) ?? 0) + (sums.get(`${foreign} false`) ?? 0)
    const share = means(each) ? MEANT : 1 - MEANT
    return (each.weight * all * share) / (sums.get(groupOf(each)) || 1)
  })
}

/** In groups of equal weight, the least claimed first. */
function claimsOf(judged: readonly Judged[], probabilities: readonly number[]) {
  const weights = balanced(judged)
  const all = weights.reduce((sum, weight) => sum + weight, 0)
  const groups = Array.from({ length: GROUPS }, () => ({ weight: 0, claimed: 0, right: 0 }))
  let before = 0
  const order = probabilities
    .map((_, i) => i)
    .sort((a, b) => (probabilities[a] ?? 0) - (probabilities[b] ?? 0))
  for (const i of order) {
    const group = groups[Math.min(GROUPS - 1, Math.floor((GROUPS * before) / all))]
    const weight = weights[i] ?? 0
    before += weight
    if (!group) continue
    group.weight += weight
    group.claimed += weight * (probabilities[i] ?? 0)
    group.right += weight * Number(means(judged[i]))
  }
  return groups
    .filter(({ weight }) => weight > 0)
    .map(({ weight, claimed, right }) => ({ claimed: claimed / weight, right: right / weight }))
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

const MEANINGS: readonly (readonly [Meaning, string])[] = [
  ['topic', 'meaning the article before'],
  ['other', 'meaning another'],
  ['none', 'that none answers'],
]
const GOT: readonly (readonly [Got, string])[] = [
  ['topic', 'answered by the article before'],
  ['topic-first', 'asked back with it first'],
  ['right', 'answered by another that is right'],
  ['right-first', 'asked back with such a one first'],
  ['wrong', 'answered by one that is not'],
  ['wrong-first', 'asked back with such a one first, not right'],
  ['nothing', 'neither'],
]

/** Ready for the README. */
export function topicsTable(fit: TopicFit): string {
  const total = (meaning: Meaning) =>
    Object.values(fit.got[meaning]).reduce((sum, count) => sum + count, 0)
  const head = ['messages', ...MEANINGS.map(([meaning, name]) => `${name} (${total(meaning)})`)]
  const got = GOT.map(([each, name]) => [
    name,
    ...MEANINGS.map(([meaning]) => percent((fit.got[meaning][each] ?? 0) / (total(meaning) || 1))),
  ])
  const rows = [
    ['messages held against the article before', `${fit.judged} of ${fit.asked}`],
    ['told apart by the model in use (AUROC)', fit.told.toFixed(3)],
    ['the same by one that has not seen the article', fit.toldUnseen.toFixed(3)],
    ...fit.claims.map(({ claimed, right }) => [`claimed ${percent(claimed)}`, percent(right)]),
    ['bias', String(fit.model.bias)],
    ...NAMES.map((name) => [`weight of ${name}`, String(fit.model.weights[name])]),
  ]
  return `${table(head, got)}\n${table(['what', 'value'], rows)}`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`
  return [head, head.map(() => '---'), ...rows].map(line).join('')
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
