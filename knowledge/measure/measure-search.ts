import { type Confidence, modelFor } from '../search/confidence.js'
import type { Corpus } from '../search/corpus.js'
import type { Decided } from '../search/decide.js'
import { type Lesson, type Trials, weightsOf } from '../search/learn-confidence.js'
import { isSameFamily } from '../search/rank-articles.js'
import { type JudgedTrials, judgeLessons } from './judge-lessons.js'

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
  readonly inScope: Readonly<Record<Decided, number>>
  /** Of what is answered, the share that is right; of what is asked back, where one choice is. */
  readonly rightAnswers: number
  readonly rightChoices: number
  readonly takenOut: Readonly<Record<Decided, number>>
  readonly offTopic: Readonly<Record<Decided, number>>
}

/** Measures both languages each with models of its own, then all questions together. */
export function measureSearch(
  corpus: Corpus,
  lessons: readonly Lesson[],
  offTopic: readonly Lesson[],
  vectors: boolean,
  prior: Confidence,
): Measurement {
  const byLanguage = (['zh-Hans', 'en'] as const).flatMap((language) => {
    const isAsked = (lesson: Lesson) => isSameFamily(lesson.language, language)
    const asked = lessons.filter(isAsked)
    if (asked.length === 0) return []
    const model = modelFor(prior, language, vectors)
    return [judgeLessons(corpus, asked, offTopic.filter(isAsked), vectors, model)]
  })
  const judged: JudgedTrials = {
    whole: byLanguage.flatMap(({ whole }) => whole),
    takenOut: byLanguage.flatMap(({ takenOut }) => takenOut),
    offTopic: byLanguage.flatMap(({ offTopic: far }) => far),
  }
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
  const weights = weightsOf(judged)
  const shown = (['whole', 'takenOut', 'offTopic'] as const).flatMap((kind) =>
    judged[kind].map(({ ranked }) => ({
      probability: ranked[0]?.probability ?? 0,
      right: ranked[0]?.right ?? false,
      weight: weights[kind],
    })),
  )
  const questions = judged.whole.length
  const answered = judged.whole.filter(({ decision }) => decision.kind === 'answer')
  const askedBack = judged.whole.filter(({ decision }) => decision.kind === 'ask-back')
  const within = (places: number) =>
    judged.whole.filter(({ rank }) => rank >= 0 && rank < places).length / questions
  return {
    questions,
    hitAt1: within(1),
    hitAt3: within(3),
    aurocNear: auroc(first('whole'), first('takenOut')),
    aurocFar: auroc(first('whole'), first('offTopic')),
    calibrationError: calibrationError(shown),
    inScope: shares('whole'),
    rightAnswers: shareOf(answered, ({ ranked }) => ranked[0]?.right ?? false),
    rightChoices: shareOf(askedBack, ({ ranked }) => ranked.slice(0, 3).some(({ right }) => right)),
    takenOut: shares('takenOut'),
    offTopic: shares('offTopic'),
  }
}

function shareOf<Each>(list: readonly Each[], holds: (each: Each) => boolean): number {
  return list.filter(holds).length / Math.max(1, list.length)
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
