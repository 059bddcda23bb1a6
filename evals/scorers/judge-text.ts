import type { FactQuestion } from '../datasets/fact-question.js'
import type { Excerpt } from '../suite.js'
import { factCoverage, holdsWords, missingFacts } from './fact-coverage.js'
import { wrongAmounts } from './from-source.js'

/** What a text says of what was asked, and what is wrong with it. */
export interface JudgedText {
  /** Share of the facts that it holds, 0 to 1; 1 where none is labelled. */
  readonly coverage: number
  /** The first wording of each fact that is not there. */
  readonly missing: readonly string[]
  /** Numbers that its source does not have. */
  readonly wrongAmounts: readonly string[]
  /** Words that would mislead. */
  readonly forbidden: readonly string[]
}

const NOTHING: Omit<Excerpt, 'article'> = { text: '', source: '' }

/**
 * Judges what was quoted for a question.
 *
 * @param excerpt `null` where nothing was, which says none of the facts.
 * @param said In which misleading words are looked for, when it is more than the excerpt.
 */
export function judgeText(
  excerpt: Excerpt | null,
  { facts, forbidden }: Pick<FactQuestion, 'facts' | 'forbidden'>,
  said?: string,
): JudgedText {
  const { text, source } = excerpt ?? NOTHING
  return {
    coverage: factCoverage(text, facts) ?? 1,
    missing: missingFacts(text, facts).map(([wording = '']) => wording),
    wrongAmounts: wrongAmounts(text, source),
    forbidden: forbidden.filter((words) => holdsWords(said ?? text, words)),
  }
}

/** "without 15 days, 7 days", for whoever reads of the worst; nothing where nothing is to be named. */
export function nameWords(what: string, words: readonly string[]): readonly string[] {
  return words.length === 0 ? [] : [`${what} ${words.join(', ')}`]
}
