import { measureText } from '../passage/measure-text.js'
import type { Likely, Outcome } from './decide.js'
import { foldText } from './words/fold-text.js'

/** Longer than this is a question, not a word that names a subject. */
const MOST_TOKENS = 4

const MOST_CHOICES = 3

/**
 * A single word such as "退货" or "refund" asks nothing that could be right or wrong, so its
 * probability says nothing; but the titles that carry it are what may be meant.
 *
 * @param hits Best first.
 * @returns `null` when it is a question, or no title carries it.
 */
export function askForSubject<
  Hit extends Likely & { readonly article: { readonly title: string } },
>(folded: string, hits: readonly Hit[]): Extract<Outcome<Hit>, { kind: 'ask-back' }> | null {
  const word = folded.replaceAll(/[^\p{L}\p{N} ]+/gu, '').trim()
  if (word.length < 2 || measureText(word) > MOST_TOKENS) return null
  const choices = hits.filter(({ article }) => foldText(article.title).includes(word))
  return choices.length === 0 ? null : { kind: 'ask-back', choices: choices.slice(0, MOST_CHOICES) }
}
