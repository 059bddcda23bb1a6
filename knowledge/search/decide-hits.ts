import { measureText } from '../passage/measure-text.js'
import { askForSubject } from './bare-subject.js'
import type { Query } from './candidate.js'
import { decide, type Limits, type Outcome } from './decide.js'
import type { Hit } from './extract/choose-passage.js'
import { isSameFamily } from './question/language-family.js'

export type Decision = Outcome<Hit>

/**
 * Why it was decided so: the question is a stored one, the first hit is sure enough, one of the
 * choices is, the first is but so short a message may mean another as well, it is a single word that
 * titles carry, two hits contradict each other, none is sure enough, nothing was found, or all that
 * was said is denied, so that nothing was asked.
 */
export type Reason =
  | 'exact'
  | 'sure'
  | 'one-of-these'
  | 'several'
  | 'subject'
  | 'contradiction'
  | 'unsure'
  | 'nothing'
  | 'denied'

/** A title that the customer may not read is offered beside others only when it is this likely. */
const FOREIGN_CHOICE = 0.25

/**
 * Whoever says so little, in characters or Latin words, may mean either of two articles that are
 * likely: "how long" finds delivery with .83, and returns and the warranty with half of that.
 */
const SHORT = 8
const RIVAL = 0.4

/**
 * Answer, ask back or hand over, and why, for hits in the language of whoever asked.
 *
 * @param hits Best first.
 * @param exact Whether the question is word for word a title or stored question of the first.
 */
export function decideHits(
  hits: readonly Hit[],
  exact: boolean,
  limits: Limits<Hit>,
  { folded, language }: Pick<Query, 'folded' | 'language'>,
): { readonly decision: Decision; readonly reason: Reason } {
  const isOffered = ({ article, probability }: Hit) =>
    probability >= FOREIGN_CHOICE || isSameFamily(article.language, language)
  const rival = measureText(folded) <= SHORT ? RIVAL : undefined
  const decision = decide(hits, exact, { ...limits, rival, isOffered })
  if (decision.kind === 'answer') return { decision, reason: exact ? 'exact' : 'sure' }
  if (decision.kind === 'ask-back') {
    const [first] = decision.choices
    const isSure = first !== undefined && first.probability >= limits.answer(first)
    return { decision, reason: isSure ? 'several' : 'one-of-these' }
  }
  const subject = askForSubject(folded, hits)
  if (subject) return { decision: subject, reason: 'subject' }
  return { decision, reason: hits.length === 0 ? 'nothing' : 'unsure' }
}
