import type { Language } from '../../platform/language.js'
import { DEFAULT_BUDGETS } from '../search/budgets.js'
import type { AnswerModel, AnswerWeights, Confidence, LogisticModel } from '../search/confidence.js'
import { KNOWN_FEATURES, OWN_FEATURES } from '../search/features.js'
import { fitTrials } from '../search/fit-trials.js'
import { judgeLessons } from '../search/judge-lessons.js'
import { outcomeOf } from '../search/learn-confidence.js'
import { tryLessons } from '../search/lesson.js'
import { isSameFamily } from '../search/rank-articles.js'
import { learnThresholds } from '../search/thresholds.js'
import type { Setting } from './settings.js'

const BLANK: AnswerWeights = {
  known: { bias: 0, weights: KNOWN_FEATURES.map(() => 0) },
  own: { bias: 0, weights: OWN_FEATURES.map(() => 0) },
}

/** The model that `general-confidence.ts` holds: learned from all settings together. */
export async function fitGeneral(
  settings: readonly Setting[],
  signal: AbortSignal,
): Promise<Confidence> {
  const fit = async (language: Language, vectors: boolean): Promise<AnswerModel> => {
    const tried = await Promise.all(
      settings.map(async ({ corpus, lessons }) => {
        const asked = lessons.filter((lesson) => isSameFamily(lesson.language, language))
        const trials = await tryLessons(corpus, asked, vectors, () => true, signal)
        return { corpus, trials }
      }),
    )
    const { known, own } = fitTrials(
      tried.flatMap(({ trials }) => trials),
      BLANK,
    )
    const outcomes = tried.flatMap(({ corpus, trials }) =>
      judgeLessons(corpus, trials, { known, own })
        .filter(({ trial }) => trial.lesson.labelled)
        .map(outcomeOf),
    )
    const { answer, askBack } = learnThresholds(outcomes, DEFAULT_BUDGETS)
    const limits = Object.entries(answer).map(([name, limit]) => [name, round(limit)] as const)
    return {
      known: rounded(known),
      own: rounded(own),
      thresholds: { answer: Object.fromEntries(limits), askBack: round(askBack) },
    }
  }
  const both = async (language: Language) => ({
    withVectors: await fit(language, true),
    wordsOnly: await fit(language, false),
  })
  return { questions: 0, chinese: await both('zh-Hans'), english: await both('en') }
}

function rounded({ bias, weights }: LogisticModel): LogisticModel {
  return { bias: round(bias), weights: weights.map(round) }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
