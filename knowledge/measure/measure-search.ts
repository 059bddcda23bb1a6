import type { Language } from '../../platform/language.js'
import { type Confidence, modelFor } from '../search/confidence/confidence.js'
import { foldTrials } from '../search/confidence/fold-trials.js'
import { type Judged, judgeLessons } from '../search/confidence/judge-lessons.js'
import { type Lesson, tryLessons } from '../search/confidence/lesson.js'
import type { Corpus } from '../search/corpus/corpus.js'
import { isSameFamily } from '../search/question/language-family.js'

/** How well a folder's questions are found and judged, each by a model that saw none of its article. */
export interface Measurement {
  readonly questions: number
  /** Of questions that an article answers, the share whose article comes first, and among three. */
  readonly hitAt1: number
  readonly hitAt3: number
  /** Chance that a question with an answer is thought likelier than one without. */
  readonly auroc: number
  /** Mean distance of the shown probability from the share that is right, in ten equal groups. */
  readonly calibrationError: number
}

/** Judges the questions of both languages, each with models of its own. */
export async function judgeBoth(
  corpus: Corpus,
  lessons: readonly Lesson[],
  vectors: boolean,
  prior: Confidence,
  signal: AbortSignal,
): Promise<readonly Judged[]> {
  const judge = async (language: Language) => {
    const asked = lessons.filter((lesson) => isSameFamily(lesson.language, language))
    const trials = await tryLessons(corpus, asked, vectors, () => true, signal)
    return judgeLessons(foldTrials(corpus, trials), modelFor(prior, language, vectors))
  }
  return [...(await judge('zh-Hans')), ...(await judge('en'))]
}

/** Puts what was judged into figures. */
export function measureJudged(judged: readonly Judged[]): Measurement {
  const answerable = judged.filter(({ trial }) => trial.lesson.gold.length > 0)
  const first = ({ ranked }: Judged) => ranked[0]?.probability ?? 0
  const within = (places: number) =>
    shareOf(answerable, ({ trial }) => trial.rank >= 0 && trial.rank < places)
  return {
    questions: judged.length,
    hitAt1: within(1),
    hitAt3: within(3),
    auroc: auroc(
      answerable.map(first),
      judged.filter(({ trial }) => trial.lesson.gold.length === 0).map(first),
    ),
    calibrationError: calibrationError(
      judged.map((each) => ({ probability: first(each), right: each.ranked[0]?.right ?? false })),
    ),
  }
}

function shareOf<Each>(list: readonly Each[], holds: (each: Each) => boolean): number {
  return list.filter(holds).length / Math.max(1, list.length)
}

/** @returns `NaN` where one of the two is empty: nothing can be told apart. */
export function auroc(higher: readonly number[], lower: readonly number[]): number {
  const won = higher.reduce(
    (sum, a) => sum + lower.reduce((own, b) => own + (a > b ? 1 : a === b ? 0.5 : 0), 0),
    0,
  )
  return won / (higher.length * lower.length)
}

/** What was claimed of the first candidate, and whether it came. */
export interface Shown {
  readonly probability: number
  readonly right: boolean
}

/** Questions in equal groups by what was claimed, least first. */
export interface ReliabilityGroup {
  readonly count: number
  /** Mean of the probabilities, and share that was right, 0 to 1. */
  readonly claimed: number
  readonly right: number
}

const GROUPS = 10

/** What "84 %" means: how often questions of which so much was claimed were right. */
export function reliabilityOf(shown: readonly Shown[]): readonly ReliabilityGroup[] {
  const sorted = shown.toSorted((a, b) => a.probability - b.probability)
  return Array.from({ length: GROUPS }, (_, i) => {
    const from = Math.floor((i * sorted.length) / GROUPS)
    const group = sorted.slice(from, Math.floor(((i + 1) * sorted.length) / GROUPS))
    return {
      count: group.length,
      claimed: group.reduce((sum, { probability }) => sum + probability, 0) / group.length,
      right: shareOf(group, ({ right }) => right),
    }
  }).filter(({ count }) => count > 0)
}

function calibrationError(shown: readonly Shown[]): number {
  return reliabilityOf(shown).reduce(
    (sum, { count, claimed, right }) => sum + (count / shown.length) * Math.abs(claimed - right),
    0,
  )
}
