import type { BotMemory } from '../../handoff/index.js'
import { type Decision, foldText, type Hit, pointsBack } from '../../knowledge/index.js'

const KEPT_ARTICLES = 5

export interface Heard {
  /** Whether the customer says so. */
  readonly notHelped: boolean
  /** Whether the question asks in other words what was asked last. */
  readonly asksAgain: boolean
}

/**
 * What the bot carries into the next turn. A failure is a turn after which the customer is no
 * further: told that it did not help, asked the same again, or got the same article again. Whoever
 * goes on asking is further, though: after "how do I change my address", "how much is that" may well
 * find other words of that article.
 * Offering choices that were passed over before is one; two where there are no others.
 *
 * @param decision `null` when nothing was searched, as after a greeting.
 */
export function remember(
  before: BotMemory,
  question: string,
  decision: Decision | null,
  heard: Heard,
): BotMemory {
  const { notHelped } = heard
  if (decision === null && !notHelped) return before
  const article = decision?.kind === 'answer' ? decision.hit.article.id : undefined
  const choices = decision?.kind === 'ask-back' ? decision.choices.map(idOf) : []
  const folded = foldText(question)
  const sameWords = question !== '' && folded === foldText(before.lastQuestion)
  const asksAgain = sameWords || (decision !== null && heard.asksAgain)
  const said = decision?.kind === 'answer' ? decision.hit.extract.markdown : undefined
  const goesOn = said !== before.lastSaid && pointsBack(folded)
  const sameAnswer = article === before.answeredFrom.at(-1) && !goesOn
  const isOffered = (id: string) => before.offered.includes(id)
  const sameChoices = choices.some(isOffered)
  const repeated = asksAgain || (said !== undefined && sameAnswer) || sameChoices
  const helped = article !== undefined && !repeated && !notHelped
  const failed = sameChoices && choices.every(isOffered) ? 2 : repeated || notHelped ? 1 : 0
  return {
    ...before,
    failures: helped ? 0 : before.failures + failed,
    repeats: helped ? 0 : before.repeats + (repeated ? 1 : 0),
    askedBack: choices.length > 0 ? before.askedBack + 1 : 0,
    offered: choices,
    answeredFrom:
      article === undefined
        ? before.answeredFrom
        : [...before.answeredFrom, article].slice(-KEPT_ARTICLES),
    ...(said !== undefined && { lastSaid: said }),
    lastQuestion: decision === null ? before.lastQuestion : question,
  }
}

function idOf({ article }: Hit): string {
  return article.id
}
