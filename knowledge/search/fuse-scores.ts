import type { Language } from '../../platform/language.js'

/** Cosines of a question to the texts of one article; `null` while there is no vector. */
export interface Nearness {
  /** The nearest of all its texts. */
  readonly any: number | null
  /** The nearest of its title and stored questions. */
  readonly title: number | null
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
}

/**
 * Weights of the four cosines. The best single text finds what is asked in so many words; passage
 * and lead hold the article back that has one stray sentence in common.
 *
 * Learned by conditional logit on 1,288 questions of the sample shop, with and without the stored
 * questions, and rounded where the settings agreed; `npm run knowledge -- measure` gives the figures.
 */
const NEAR = { any: 0.28, title: 0.08, passage: 0.22, lead: 0.42 }

/**
 * What the best match by words is worth beside the cosines. More in English, where the model is
 * weaker; little across languages, where only names and numbers can match.
 */
const WORDS = { zh: 0.035, en: 0.04, foreign: 0.01 }

/** What an article in another language loses against one that the customer can read. */
const FOREIGN_LOSS = 0.02

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
  return list.map(({ near, words, sameLanguage }) => {
    const share = words / mostWords
    if (!withVectors) return WORDS_ALONE * share
    const weight = sameLanguage ? WORDS[language === 'en' ? 'en' : 'zh'] : WORDS.foreign
    return nearnessOf(near) + weight * share - (sameLanguage ? 0 : FOREIGN_LOSS)
  })
}

/** The weighted mean of the cosines that are known; 0 while there is none. */
export function nearnessOf({ any, title, passage, lead }: Nearness): number {
  const best = any ?? 0
  return (
    NEAR.any * best +
    NEAR.title * (title ?? best) +
    NEAR.passage * (passage ?? best) +
    NEAR.lead * (lead ?? passage ?? best)
  )
}
