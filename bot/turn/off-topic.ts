import type { Signal } from '../../handoff/index.js'
import { type Found, foldText } from '../../knowledge/index.js'
import { LIKELY_QUESTION, type SmallTalk } from './small-talk.js'

const OFF_TOPIC: SmallTalk = { kind: 'decline', reply: 'off-topic' }

/**
 * What is no shop's business, as far as its words tell, and is not likely answered by an article.
 *
 * @param lastQuestion Whoever says the same again means it, and is not declined twice.
 * @returns `null` when it is to be answered, asked back or left to a person.
 */
export function offTopicIn(
  text: string,
  signals: readonly Signal[],
  found: Pick<Found, 'decision' | 'probability'>,
  lastQuestion: string,
): SmallTalk | null {
  const isLikely = found.decision.kind === 'answer' || found.probability >= LIKELY_QUESTION
  if (isLikely || foldText(text) === foldText(lastQuestion)) return null
  return signals.some(({ name }) => name === 'off-topic') ? OFF_TOPIC : null
}
