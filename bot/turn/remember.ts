import type { BotMemory } from '../../handoff/index.js'
import { type Decision, foldText } from '../../knowledge/index.js'

const KEPT_ARTICLES = 5

/**
 * What the bot carries into the next turn. A failure is a turn after which the customer is no
 * further: told that it did not help, asked the same again, or got the same article again.
 *
 * @param decision `null` when nothing was searched, as after a greeting.
 */
export function remember(
  before: BotMemory,
  question: string,
  decision: Decision | null,
  notHelped: boolean,
): BotMemory {
  if (decision === null && !notHelped) return before
  const article = decision?.kind === 'answer' ? decision.hit.article.id : undefined
  const asksAgain = question !== '' && foldText(question) === foldText(before.lastQuestion)
  const sameAnswer = article !== undefined && article === before.answeredFrom.at(-1)
  const repeated = asksAgain || sameAnswer
  const helped = article !== undefined && !repeated && !notHelped
  const failed = notHelped || repeated
  return {
    ...before,
    failures: helped ? 0 : before.failures + (failed ? 1 : 0),
    repeats: helped ? 0 : before.repeats + (repeated ? 1 : 0),
    askedBack: decision?.kind === 'ask-back' ? before.askedBack + 1 : 0,
    answeredFrom:
      article === undefined
        ? before.answeredFrom
        : [...before.answeredFrom, article].slice(-KEPT_ARTICLES),
    lastQuestion: decision === null ? before.lastQuestion : question,
  }
}
