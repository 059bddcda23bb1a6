import type { Language } from '../../platform/language.js'
import type { Confidence, LogisticModel } from '../search/confidence.js'
import { FEATURES } from '../search/features.js'
import {
  addTrial,
  fitTrials,
  type Lesson,
  type Trials,
  tryLesson,
} from '../search/learn-confidence.js'
import { isSameFamily } from '../search/rank-articles.js'
import type { Setting } from './settings.js'

/** The model that `general-confidence.ts` holds: learned from all settings together. */
export function fitGeneral(settings: readonly Setting[], offTopic: readonly Lesson[]): Confidence {
  const blank: LogisticModel = { bias: 0, weights: FEATURES.map(() => 0) }
  const fit = (language: Language, vectors: boolean) => {
    const trials: Trials = { whole: [], takenOut: [], offTopic: [] }
    for (const { name, corpus, lessons } of settings) {
      // Without vectors, English questions find nothing in Chinese articles.
      if (!vectors && name.startsWith('English to Chinese')) continue
      const asked = [...lessons, ...offTopic].filter((lesson) =>
        isSameFamily(lesson.language, language),
      )
      for (const lesson of asked) {
        addTrial(
          trials,
          tryLesson(corpus, lesson, vectors, () => true),
        )
      }
    }
    return rounded(fitTrials(trials, blank))
  }
  const both = (language: Language) => ({
    withVectors: fit(language, true),
    wordsOnly: fit(language, false),
  })
  return { questions: 0, chinese: both('zh-Hans'), english: both('en') }
}

function rounded({ bias, weights }: LogisticModel): LogisticModel {
  const round = (value: number) => Math.round(value * 100) / 100
  return { bias: round(bias), weights: weights.map(round) }
}
