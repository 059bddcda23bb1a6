import type { Language } from '../../platform/language.js'
import { DEFAULT_BUDGETS } from '../search/confidence/budgets.js'
import type {
  AnswerModel,
  AnswerWeights,
  Confidence,
  LogisticModel,
} from '../search/confidence/confidence.js'
import { KNOWN_FEATURES, OWN_FEATURES } from '../search/confidence/features.js'
import { fitTrials } from '../search/confidence/fit-trials.js'
import { foldTrials } from '../search/confidence/fold-trials.js'
import { judgeLessons } from '../search/confidence/judge-lessons.js'
import { isLabelled, outcomeOf } from '../search/confidence/learn-confidence.js'
import { tryLessons } from '../search/confidence/lesson.js'
import { learnThresholds } from '../search/confidence/thresholds.js'
import { isSameFamily } from '../search/question/language-family.js'
import type { Setting } from './settings.js'

/** Says half of everything. */
export const BLANK: AnswerWeights = {
  known: { bias: 0, weights: KNOWN_FEATURES.map(() => 0) },
  own: { bias: 0, weights: OWN_FEATURES.map(() => 0) },
  joint: { bias: 0, weights: [1] },
}

/** A plain folder has none, so that they are as good as customers' there. */
export const GENERAL_RULES = { storedTeach: 'always' } as const

/** The model that `general-confidence.ts` holds: learned from all settings together. */
export async function fitGeneral(
  settings: readonly Setting[],
  signal: AbortSignal,
): Promise<Confidence> {
  // Where all articles are, an article's questions are in one fold in each setting.
  const [{ corpus: whole } = { corpus: { articles: new Map() } }] = settings
  const fit = async (language: Language, vectors: boolean): Promise<AnswerModel> => {
    const tried = await Promise.all(
      settings.map(async ({ corpus, lessons }) => {
        const asked = lessons.filter((lesson) => isSameFamily(lesson.language, language))
        const trials = await tryLessons(corpus, asked, vectors, () => true, signal)
        return foldTrials(whole, trials)
      }),
    )
    const { known, own, joint } = await fitTrials(tried.flat(), BLANK, GENERAL_RULES)
    const judged = await Promise.all(
      tried.map((folded) => judgeLessons(folded, { known, own, joint }, GENERAL_RULES)),
    )
    const outcomes = judged.flat().filter(isLabelled).map(outcomeOf)
    const { answer, askBack } = learnThresholds(outcomes, DEFAULT_BUDGETS)
    const limits = Object.entries(answer).map(([name, limit]) => [name, round(limit)] as const)
    return {
      known: rounded(known),
      own: rounded(own),
      joint: rounded(joint),
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
