import type { Language } from '../../../platform/language.js'
import type { Article } from '../../article/article.js'
import type { TokenVectors } from '../../embed/embedder.js'
import type { Corpus } from '../corpus/corpus.js'
import { isSameFamily } from '../question/language-family.js'
import type { Budgets } from './budgets.js'
import {
  type AnswerModel,
  type Confidence,
  type LanguageConfidence,
  modelFor,
} from './confidence.js'
import { type FitRules, fitTrials } from './fit-trials.js'
import { type FoldedTrial, foldTrials } from './fold-trials.js'
import { type Judged, judgeLessons } from './judge-lessons.js'
import { type Lesson, storedLessons, tryLessons } from './lesson.js'
import { learnThresholds, type Outcome } from './thresholds.js'

/** A folder with its questions, stored and labelled. */
export interface Lessons {
  /** What customers asked, with their vectors. */
  readonly labelled: readonly Lesson[]
  readonly mayAnswer: (article: Article) => boolean
  /** What stored questions are embedded with once more; `null` where the model gives no tokens. */
  readonly tokens: TokenVectors | null
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
  { labelled, mayAnswer, tokens }: Lessons,
  budgets: Budgets,
  prior: Confidence,
  signal: AbortSignal,
): Promise<Confidence> {
  const stored = await storedLessons(corpus, mayAnswer, tokens, signal)
  const learn = async (vectors: boolean) => {
    const tried = async (language: Language) => {
      const asked = [...labelled, ...stored].filter((lesson) =>
        isSameFamily(lesson.language, language),
      )
      return foldTrials(corpus, await tryLessons(corpus, asked, vectors, mayAnswer, signal))
    }
    const trials = { chinese: await tried('zh-Hans'), english: await tried('en') }
    return learnModels(trials, budgets, {
      chinese: modelFor(prior, 'zh-Hans', vectors),
      english: modelFor(prior, 'en', vectors),
    })
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

/** A model for each language. */
export interface Models {
  readonly chinese: AnswerModel
  readonly english: AnswerModel
}

/** Learns the models of both languages, and from both together the thresholds. */
export async function learnModels(
  { chinese, english }: Readonly<Record<keyof Models, readonly FoldedTrial[]>>,
  budgets: Budgets,
  prior: Models,
  rules: FitRules = {},
): Promise<Models> {
  const judged = [
    ...(await judgeLessons(chinese, prior.chinese, rules)),
    ...(await judgeLessons(english, prior.english, rules)),
  ]
  const outcomes = judged.filter(isLabelled).map(outcomeOf)
  const learned = outcomes.length === 0 ? null : learnThresholds(outcomes, budgets)
  const model = async (trials: readonly FoldedTrial[], start: AnswerModel) => ({
    ...(await fitTrials(trials, start, rules)),
    thresholds: learned ?? start.thresholds,
  })
  return {
    chinese: await model(chinese, prior.chinese),
    english: await model(english, prior.english),
  }
}

/** Whether a question says how often an article answers. */
export function isLabelled({ trial }: Judged): boolean {
  return trial.lesson.labelled
}

/** What the thresholds learn from one judged question. */
export function outcomeOf({ ranked }: Judged): Outcome {
  return {
    probability: ranked[0]?.probability ?? 0,
    category: ranked[0]?.category ?? null,
    anyOfThree: ranked.reduce((sum, { probability }) => sum + probability, 0),
    right: ranked[0]?.right ?? false,
    rightOfThree: ranked.some(({ right }) => right),
  }
}
