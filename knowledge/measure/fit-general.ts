import type { Language } from '../../platform/language.js'
import { DEFAULT_BUDGETS } from '../search/confidence/budgets.js'
import type { AnswerWeights, Confidence, LogisticModel } from '../search/confidence/confidence.js'
import { KNOWN_FEATURES, OWN_FEATURES } from '../search/confidence/features.js'
import { fitTrials } from '../search/confidence/fit-trials.js'
import { type FoldedTrial, foldTrials } from '../search/confidence/fold-trials.js'
import { judgeLessons } from '../search/confidence/judge-lessons.js'
import { isLabelled, type Models, outcomeOf } from '../search/confidence/learn-confidence.js'
import { tryLessons } from '../search/confidence/lesson.js'
import { learnThresholds, type Thresholds } from '../search/confidence/thresholds.js'
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
  const fit = async (vectors: boolean): Promise<Models> => {
    const tried = async (language: Language) =>
      Promise.all(
        settings.map(async ({ corpus, lessons }) => {
          const asked = lessons.filter((lesson) => isSameFamily(lesson.language, language))
          const trials = await tryLessons(corpus, asked, vectors, () => true, signal)
          return foldTrials(whole, trials)
        }),
      )
    const chinese = await fitSettings(await tried('zh-Hans'))
    const english = await fitSettings(await tried('en'))
    // A probability means the same in both.
    const thresholds = roundedThresholds(
      learnThresholds([...chinese.outcomes, ...english.outcomes], DEFAULT_BUDGETS),
    )
    return {
      chinese: { ...chinese.model, thresholds },
      english: { ...english.model, thresholds },
    }
  }
  const withVectors = await fit(true)
  const wordsOnly = await fit(false)
  const both = (language: keyof Models) => ({
    withVectors: withVectors[language],
    wordsOnly: wordsOnly[language],
  })
  return { questions: 0, chinese: both('chinese'), english: both('english') }
}

/** What is learned of one language's questions in all settings, and how they are judged by it. */
async function fitSettings(tried: readonly (readonly FoldedTrial[])[]) {
  const { known, own, joint } = await fitTrials(tried.flat(), BLANK, GENERAL_RULES)
  const judged = await Promise.all(
    tried.map((folded) => judgeLessons(folded, { known, own, joint }, GENERAL_RULES)),
  )
  const model = { known: rounded(known), own: rounded(own), joint: rounded(joint) }
  return { model, outcomes: judged.flat().filter(isLabelled).map(outcomeOf) }
}

function roundedThresholds({ answer, askBack }: Thresholds): Thresholds {
  const limits = Object.entries(answer).map(([name, limit]) => [name, round(limit)] as const)
  return { answer: Object.fromEntries(limits), askBack: round(askBack) }
}

function rounded({ bias, weights }: LogisticModel): LogisticModel {
  return { bias: round(bias), weights: weights.map(round) }
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
