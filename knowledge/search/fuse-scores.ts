import type { Language } from '../../platform/language.js'
import { familyOf } from './question/language-family.js'

/** Cosines of a question to the texts of one article; `null` while there is no vector. */
export interface Nearness {
  /** The nearest of all its texts. */
  readonly any: number | null
  /** The nearest of its title and stored questions. */
  readonly title: number | null
  /** Whether it has stored questions, of which `title` may be one. */
  readonly asked: boolean
  /** The nearest of its passages. */
  readonly passage: number | null
  /** Its beginning as a whole. */
  readonly lead: number | null
}

export interface Scored {
  readonly near: Nearness
  /** BM25, 0 where no word is shared. */
  readonly words: number
  readonly sameLanguage: boolean
  /** How well its tokens match the question's; `null` where that is not known. */
  readonly tokens: number | null
  /** Whether one of its stored questions is in the customer's language. */
  readonly askedAlike: boolean
}

/** One score per entry, in order, comparable within the list only. */
export type Fuse = (list: readonly Scored[], language: Language) => readonly number[]

/**
 * Weights of the four cosines. The best single text finds what is asked in so many words; passage
 * and beginning hold the article back that has one stray sentence in common. Stored questions make
 * the first two more telling.
 *
 * Learned by conditional logit on the sample shop's own questions, each left out, and rounded;
 * `npm run evals -- retrieval` tells what they are worth.
 */
const PLAIN = { any: 0.28, title: 0.08, passage: 0.22, lead: 0.42 }
const ASKED = { any: 0.3, title: 0.3, passage: 0.2, lead: 0.2 }

/**
 * What the best match by words is worth beside the cosines. More in English and across languages,
 * where the model is weaker.
 */
const WORDS = { zh: 0.025, en: 0.05, foreign: 0.05 }

/**
 * An article in another language is farther by its text alone, though its stored questions in the
 * customer's may be as near as any. Without such, a Chinese customer is better served by a Chinese
 * article; English ones often have no choice, and the gloss brings Chinese texts nearer to them.
 *
 * The English ones are from 188 labelled questions of the sample shop, with its stored questions
 * and without.
 */
const FOREIGN = { askedAlike: { zh: 0.03, en: -0.01 }, bare: { zh: -0.07, en: 0 } }

/**
 * What matching tokens are worth beside the cosines of whole texts. More where stored questions
 * are among them: those say it as customers do.
 */
const TOKENS = { plain: 0.5, asked: 0.9 }

/** What words are worth alone: nothing else orders the list then. */
const WORDS_ALONE = 1

/**
 * One score from words and vectors. Unlike the words' BM25, the nearness is on one scale for all
 * questions; BM25 is put between 0 and 1 within this question's list.
 *
 * @returns One score per entry, in order. Comparable within one list only.
 */
export function fuseScores(list: readonly Scored[], language: Language): readonly number[] {
  const mostWords = Math.max(0, ...list.map(({ words }) => words)) || 1
  const withVectors = list.some(({ near }) => near.any !== null)
  return list.map(({ near, words, tokens, sameLanguage, askedAlike }) => {
    const share = words / mostWords
    if (!withVectors) return WORDS_ALONE * share
    const weight = sameLanguage ? WORDS[familyOf(language)] : WORDS.foreign
    const bonus = FOREIGN[askedAlike ? 'askedAlike' : 'bare'][familyOf(language)]
    const matched = (near.asked ? TOKENS.asked : TOKENS.plain) * (tokens ?? 0)
    return nearnessOf(near) + matched + weight * share + (sameLanguage ? 0 : bonus)
  })
}

/** The weighted mean of the cosines that are known; 0 while there is none. */
export function nearnessOf({ any, title, passage, lead, asked }: Nearness): number {
  const weights = asked ? ASKED : PLAIN
  const best = any ?? 0
  return (
    weights.any * best +
    weights.title * (title ?? best) +
    weights.passage * (passage ?? best) +
    weights.lead * (lead ?? passage ?? best)
  )
}
