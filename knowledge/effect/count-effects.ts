import type { Comparison } from './compare-answers.js'
import { VERDICTS, type Verdict } from './judge-told.js'

export type VerdictCounts = Readonly<Record<Verdict, number>>

/** Of the questions, each as often as it was asked, those that an article answers. */
export interface AnswerCount {
  readonly count: number
  /** How many of them should be answered rightly: the sum of their probabilities. */
  readonly right: number
}

type Questions = Comparison['questions']

export const NO_VERDICTS = Object.fromEntries(
  VERDICTS.map((verdict) => [verdict, 0]),
) as VerdictCounts

/** How many of each, a question as often as it was asked. */
export function countVerdicts(questions: Questions): VerdictCounts {
  const counts = { ...NO_VERDICTS }
  for (const { verdict, question } of questions) counts[verdict] += question.count
  return counts
}

export function countAnswers(questions: Questions, side: 'before' | 'after'): AnswerCount {
  let [count, right] = [0, 0]
  for (const each of questions) {
    if (each[side].kind !== 'answer') continue
    count += each.question.count
    right += each.question.count * each[side].probability
  }
  return { count, right }
}
