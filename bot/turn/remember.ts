import type { BotMemory } from '../../handoff/index.js'
import { type Decision, foldText, type Hit, pointsBack } from '../../knowledge/index.js'

const KEPT_ARTICLES = 5

/** Of one article no more is told in one go, so that the rest need not be remembered. */
const KEPT_SAID = 4_000

/** A question that has more of its words from the one before it asks that again. */
const SAME_WORDS = 0.5

export interface Heard {
  /** Whether the customer says so. */
  readonly notHelped: boolean
  /** Whether the question asks in other words what was asked last. */
  readonly asksAgain: boolean
  /** What the question most likely means, where it is not answered. */
  readonly likely?: Hit | undefined
  /** What a question back said of its first choice. */
  readonly quoted?: Hit | undefined
}

/**
 * What the bot carries into the next turn. A failure is a turn after which the customer is no
 * further: told that it did not help, asked the same again, or got the same article again. Whoever
 * goes on asking is further, though: after "how do I change my address", "how much is that" or
 * "twelve yuan?" may well find other words of that article.
 * Offering choices that were passed over before is one, two where there are no others; none where
 * something new is said of them.
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
  const choices = decision?.kind === 'ask-back' ? asShown(decision.choices, heard.quoted) : []
  const folded = foldText(question)
  const sameWords = question !== '' && folded === foldText(before.lastQuestion)
  const asksAgain = sameWords || (decision !== null && heard.asksAgain)
  const answered = decision?.kind === 'answer' ? decision.hit : undefined
  const said = answered?.extract.markdown
  const isNew = said !== undefined && !before.lastSaid?.includes(said)
  const goesOn = isNew && (pointsBack(folded) || !isAlike(folded, before.lastQuestion))
  const sameAnswer = article === before.answeredFrom.at(-1) && !goesOn
  const isOffered = (id: string) => before.offered.includes(id)
  const quoted = heard.quoted?.extract.markdown
  const tellsMore = quoted !== undefined && !before.lastSaid?.includes(quoted)
  const sameChoices = !tellsMore && choices.some(isOffered)
  const repeated = asksAgain || (said !== undefined && sameAnswer) || sameChoices
  const helped = article !== undefined && !repeated && !notHelped
  const failed = sameChoices && choices.every(isOffered) ? 2 : repeated || notHelped ? 1 : 0
  const { likely: _, ...rest } = before
  return {
    ...rest,
    failures: helped ? 0 : before.failures + failed,
    repeats: helped ? 0 : before.repeats + (repeated ? 1 : 0),
    askedBack: choices.length > 0 && !tellsMore ? before.askedBack + 1 : 0,
    offered: choices,
    answeredFrom:
      article === undefined
        ? before.answeredFrom
        : [...before.answeredFrom, article].slice(-KEPT_ARTICLES),
    ...(answered === undefined && heard.likely && { likely: heard.likely.article.id }),
    ...saidBy(before, answered ?? heard.quoted),
    lastQuestion: decision === null ? before.lastQuestion : question,
  }
}

/** What was said of one article, in one go or after further questions. */
function saidBy(
  { likely, answeredFrom, lastSaid }: BotMemory,
  hit: Hit | undefined,
): Pick<BotMemory, 'lastSaid'> {
  if (!hit) return {}
  const goesOn = hit.article.id === (likely ?? answeredFrom.at(-1))
  const said = goesOn && lastSaid !== undefined ? `${lastSaid}\n\n` : ''
  return { lastSaid: `${said}${hit.extract.markdown}`.slice(-KEPT_SAID) }
}

/** Whether a question repeats most of another's words: characters in Chinese, else words. */
function isAlike(folded: string, other: string): boolean {
  const words = wordsOf(folded)
  const has = new Set(wordsOf(foldText(other)))
  return words.filter((word) => has.has(word)).length > SAME_WORDS * words.length
}

function wordsOf(folded: string): readonly string[] {
  return folded.match(/\p{Script=Han}|[\p{Letter}\p{Number}]+/gu) ?? []
}

/** As buttons number them: what is said already has none. */
function asShown(choices: readonly Hit[], quoted: Hit | undefined): readonly string[] {
  const others = choices.filter(({ article }) => article.id !== quoted?.article.id)
  return [...others, ...(quoted ? [quoted] : [])].map(idOf)
}

function idOf({ article }: Hit): string {
  return article.id
}
