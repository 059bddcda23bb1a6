import type { Language } from '../../platform/language.js'
import { familyOf } from './question/language-family.js'

/** Cosines of a question to the texts of one article; `null` while there is no vector. */
export interface Nearness {
  /** The nearest of all its texts. */
  readonly any: number | null
  /** The nearest of its title and stored questions. */
  readonly title: number | null
  /** The mean of the five nearest of those, or of as many as there are. */
  readonly titles: number | null
  /** Whether it has stored questions, of which `title` may be one. */
  readonly asked: boolean
  /** The nearest of its passages. */
  readonly passage: number | null
  /** Its beginning as a whole. */
  readonly lead: number | null
  /** The mean of its two nearest sentences; `null` where that is not known. */
  readonly sentences: number | null
}

export interface Scored {
  readonly near: Nearness
  /** BM25 of text and best stored question, and of that question alone; 0 where no word is shared. */
  readonly words: number
  readonly questionWords: number
  /** BM25F of the text alone. */
  readonly joinedWords: number
  /** How many passages it has. */
  readonly passages: number
  readonly sameLanguage: boolean
  /** How well its tokens match the question's; `null` where that is not known. */
  readonly tokens: number | null
  /** Whether one of its stored questions is in the customer's language. */
  readonly askedAlike: boolean
}

/** One score per entry, in order, comparable within the list only. */
export type Fuse = (list: readonly Scored[], language: Language) => readonly number[]

/**
 * Weights of the cosines. The best single text finds what is asked in so many words; passage and
 * beginning hold the article back that has one stray sentence in common, and two near sentences say
 * more than one. Where there are stored questions, several near ones say more than one.
 *
 * Learned by conditional logit on the sample shop's own questions, each left out, and on its
 * labelled ones, of its articles with all stored questions, ten, five, two and none; rounded.
 * `npm run evals -- retrieval` tells what they are worth.
 */
const PLAIN = { any: 0.13, title: 0.08, titles: 0, passage: 0.07, lead: 0.42, sentences: 0.3 }
const ASKED = {
  zh: { any: 0.1, title: 0, titles: 0.6, passage: 0.1, lead: 0.2, sentences: 0 },
  en: { any: 0, title: 0.1, titles: 0.7, passage: 0.1, lead: 0.1, sentences: 0 },
}

/**
 * What the best match by words is worth beside the cosines. More in English and across languages,
 * where the model is weaker. Without stored questions an article of the customer's language has its
 * `joinedWords`; of the few words that the gloss knows, the more are shared the better. Weights by
 * the sample shop as plain files and three public help centres, the English one by two more.
 */
const WORDS = {
  joined: { zh: 0.03, en: 0.1 },
  plain: { zh: 0.025, en: 0.05 },
  asked: { zh: 0.04, en: 0.04 },
}

/** What the best match of a stored question's words is worth beside that. */
const QUESTION_WORDS = { plain: { zh: 0, en: 0 }, asked: { zh: 0, en: 0.12 } }

/**
 * An article in another language is farther by its text alone, though its stored questions in the
 * customer's may be as near as any. Without such, a Chinese customer is better served by a Chinese
 * article; English ones often have no choice, and the gloss brings Chinese texts nearer to them.
 *
 * The first English one, and what a stored question's words are worth, are from 263 labelled
 * questions of the sample shop; the other makes up for the words that an article in the customer's
 * language shares more of.
 */
const FOREIGN = { askedAlike: { zh: 0.03, en: -0.01 }, bare: { zh: -0.07, en: 0.03 } }

/**
 * What matching tokens are worth beside the cosines of whole texts. More where stored questions
 * are among them: those say it as customers do.
 */
const TOKENS = { plain: { zh: 0.5, en: 0.5 }, asked: { zh: 1, en: 0.7 } }

/**
 * What each doubling of its passages costs an article without stored questions: the best of many
 * passages, sentences and tokens is near to anything by chance.
 */
const LENGTH = 0.004

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
  const mostQuestionWords = Math.max(0, ...list.map((each) => each.questionWords)) || 1
  const mostJoined = Math.max(0, ...list.map((each) => each.joinedWords)) || 1
  const withVectors = list.some(({ near }) => near.any !== null)
  return list.map((each) => {
    const { near, words, questionWords, joinedWords, tokens, sameLanguage, askedAlike } = each
    const length = near.asked ? 0 : LENGTH * Math.log2(Math.max(1, each.passages))
    if (!withVectors) return (WORDS_ALONE * words) / mostWords
    const family = familyOf(language)
    const kind = near.asked ? 'asked' : 'plain'
    const bonus = FOREIGN[askedAlike ? 'askedAlike' : 'bare'][family]
    const matched = TOKENS[kind][family] * (tokens ?? 0)
    const worded =
      (kind === 'plain' && sameLanguage
        ? WORDS.joined[family] * (joinedWords / mostJoined)
        : WORDS[kind][family] * (words / mostWords)) +
      QUESTION_WORDS[kind][family] * (questionWords / mostQuestionWords)
    return nearnessOf(near, language) + matched + worded + (sameLanguage ? 0 : bonus) - length
  })
}

/** The weighted mean of the cosines that are known; 0 while there is none. */
export function nearnessOf(near: Nearness, language: Language): number {
  const { any, title, titles, passage, lead, sentences, asked } = near
  const weights = asked ? ASKED[familyOf(language)] : PLAIN
  const best = any ?? 0
  return (
    weights.any * best +
    weights.title * (title ?? best) +
    weights.titles * (titles ?? best) +
    weights.passage * (passage ?? best) +
    weights.lead * (lead ?? passage ?? best) +
    weights.sentences * (sentences ?? (best + (passage ?? best)) / 2)
  )
}
