import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import type { Budgets } from './budgets.js'
import {
  type AnswerModel,
  type Confidence,
  type LanguageConfidence,
  modelFor,
} from './confidence.js'
import type { Corpus } from './corpus.js'
import { fitTrials } from './fit-trials.js'
import { type Judged, judgeLessons } from './judge-lessons.js'
import { type Lesson, lessonsOf, tryLessons } from './lesson.js'
import { isSameFamily } from './rank-articles.js'
import { learnThresholds, type Outcome } from './thresholds.js'

/** A folder with its questions, stored and labelled. */
export interface Lessons {
  /** What customers asked, with their vectors. */
  readonly labelled: readonly Lesson[]
  readonly mayAnswer: (article: Article) => boolean
}

/**
 * Learns how probable an answer is: from labelled questions whether any article answers, and from
 * those and the folder's own questions, each left out once, which one does. The thresholds come
 * from labelled questions too, each judged without all questions of its article.
 *
 * @param prior Where learning starts, and stays where there is little to learn from.
 */
export async function learnConfidence(
  corpus: Corpus,
  { labelled, mayAnswer }: Lessons,
  budgets: Budgets,
  prior: Confidence,
  signal: AbortSignal,
): Promise<Confidence> {
  const stored = lessonsOf(corpus, mayAnswer)
  const learn = async (vectors: boolean) => {
    const judge = async (language: Language) => {
      const asked = [...labelled, ...stored].filter((lesson) =>
        isSameFamily(lesson.language, language),
      )
      const trials = await tryLessons(corpus, asked, vectors, mayAnswer, signal)
      const start = modelFor(prior, language, vectors)
      return { weights: fitTrials(trials, start), judged: judgeLessons(corpus, trials, start) }
    }
    const chinese = await judge('zh-Hans')
    const english = await judge('en')
    const outcomes = [...chinese.judged, ...english.judged].filter(isLabelled).map(outcomeOf)
    const thresholds = outcomes.length === 0 ? undefined : learnThresholds(outcomes, budgets)
    const model = (language: Language, weights: typeof chinese.weights): AnswerModel => ({
      ...weights,
      thresholds: thresholds ?? modelFor(prior, language, vectors).thresholds,
    })
    return {
      chinese: model('zh-Hans', chinese.weights),
      english: model('en', english.weights),
    }
  }
  const withVectors = await learn(true)
  const wordsOnly = await learn(false)
  const both = (language: 'chinese' | 'english'): LanguageConfidence => ({
    withVectors: withVectors[language],
    wordsOnly: wordsOnly[language],
  })
  return {
    chinese: both('chinese'),
    english: both('english'),
    questions: labelled.length + stored.length,
  }
}

function isLabelled({ trial }: Judged): boolean {
  return trial.lesson.labelled
}

/** What the thresholds learn from one judged question. */
export function outcomeOf({ ranked }: Judged): Outcome {
  return {
    probability: ranked[0]?.probability ?? 0,
    anyOfThree: ranked.reduce((sum, { probability }) => sum + probability, 0),
    right: ranked[0]?.right ?? false,
    rightOfThree: ranked.some(({ right }) => right),
  }
}
