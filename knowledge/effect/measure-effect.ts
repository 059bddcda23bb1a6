import type { Knowledge } from '../knowledge.js'
import { exactKey } from '../search/words/fold-text.js'
import { type Comparison, compareAnswers, type TestEffect } from './compare-answers.js'
import {
  type AnswerCount,
  countAnswers,
  countVerdicts,
  type VerdictCounts,
} from './count-effects.js'
import type { Edit, RealQuestion } from './edit.js'

/** What an edit will change. */
export interface Effect extends Comparison {
  /** Ids of the articles that the edit changes, adds or removes. */
  readonly touched: readonly string[]
  /** The tests that touch those articles, or whose answer changes. */
  readonly tests: readonly TestEffect[]
  /** Of the tests, those that fail as things would be: the edit must not go live. */
  readonly failing: readonly TestEffect[]
  /** How many of the questions, each as often as it was asked. */
  readonly counts: VerdictCounts
  readonly answered: Readonly<Record<'before' | 'after', AnswerCount>>
  /** Questions that were not asked, since they are too many; the least asked ones. */
  readonly leftOut: number
}

export type MeasureEffect = (
  edits: readonly Edit[],
  signal: AbortSignal,
  onQuestion?: (done: number, total: number) => void,
) => Promise<Effect>

export interface EffectDeps {
  readonly knowledge: Pick<Knowledge, 'ask' | 'edited' | 'labels' | 'answerTests'> &
    Partial<Pick<Knowledge, 'article'>>
  /** What customers asked in the last month; not given where no conversation is kept. */
  readonly realQuestions?: (signal: AbortSignal) => Promise<readonly RealQuestion[]>
  /** Whether only answer tests are asked, which takes a second and not many. */
  readonly onlyTests?: boolean
}

/** Somebody waits: at some 20 ms for both answers to a question, this is eight seconds. */
const MOST_QUESTIONS = 400

/**
 * Makes the one way to tell what an edit will change: answer tests and customers' questions, asked
 * of the articles in use and of the edited ones beside them.
 *
 * It throws `bad-input` when an edit cannot be read.
 */
export function createMeasureEffect(deps: EffectDeps): MeasureEffect {
  const { knowledge, realQuestions, onlyTests = false } = deps
  return async (edits, signal, onQuestion = () => {}) => {
    const edited = await knowledge.edited(edits, signal)
    const asked = onlyTests
      ? []
      : withLabels((await realQuestions?.(signal)) ?? [], knowledge.labels())
    const questions = asked.slice(0, MOST_QUESTIONS)
    const comparison = await compareAnswers(
      knowledge,
      edited,
      knowledge.answerTests(),
      questions,
      onQuestion,
      signal,
    )
    const { touched } = edited
    const tests = comparison.tests.filter((each) => concerns(each, touched))
    return {
      touched,
      tests,
      failing: tests.filter(({ after }) => after.failures.length > 0),
      questions: comparison.questions,
      counts: countVerdicts(comparison.questions),
      answered: {
        before: countAnswers(comparison.questions, 'before'),
        after: countAnswers(comparison.questions, 'after'),
      },
      leftOut: asked.length - questions.length,
    }
  }
}

/**
 * Customers' questions, the most asked first, with what the team labelled: as the right articles of
 * a question that customers asked, and after all of them as questions that somebody may ask.
 */
export function withLabels(
  asked: readonly RealQuestion[],
  labels: readonly Pick<RealQuestion & { gold: readonly string[] }, 'text' | 'language' | 'gold'>[],
): readonly RealQuestion[] {
  const keyOf = ({ text, language }: Pick<RealQuestion, 'text' | 'language'>) =>
    `${language} ${exactKey(text)}`
  const gold = new Map(labels.map((label) => [keyOf(label), label.gold]))
  const real = asked
    .toSorted((a, b) => b.count - a.count)
    .map((question) => ({ ...question, gold: gold.get(keyOf(question)) ?? question.gold }))
  const known = new Set(real.map(keyOf))
  const others = labels.filter((label) => !known.has(keyOf(label)))
  return [
    ...real,
    ...others.map(({ text, language, gold }) => ({ text, language, gold, count: 1 })),
  ]
}

function concerns(
  { test, before, after, verdict }: TestEffect,
  touched: readonly string[],
): boolean {
  const ids = [...before.told.articles, ...after.told.articles].flatMap(({ id, original }) => [
    id,
    original,
  ])
  return verdict !== 'same' || [...test.articles, ...ids].some((id) => touched.includes(id))
}
