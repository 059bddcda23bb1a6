import type { Article } from '../../article/article.js'
import type { Query } from '../candidate.js'
import { CHOICE, MOST_CHOICES } from '../decide.js'
import { type AnswerKind, askedBy } from '../extract/answer-kind.js'
import { type Hit, hitOf, type SentenceDeps } from '../extract/choose-passage.js'
import type { Found } from '../find-answer.js'
import { polarityConflict, polarityOf } from '../question/polarity.js'
import { foldText } from '../words/fold-text.js'
import { isTopic } from './topic-features.js'

/** From here on another article than the one that answers may be meant, and is. */
const RIVAL = 0.3
const MEANT = 0.5

/** Kinds of answers that several articles hold, each for its own case. */
const OF_CASES: ReadonlySet<AnswerKind> = new Set([
  'how-long',
  'how-much',
  'how-hot',
  'who',
  'where',
])

export interface SearchBeside {
  /** Searches for a text as for a customer's question. */
  readonly search: (text: string) => Promise<Found>
}

/** Whether something has happened before which the topic ends: "it has shipped now". */
export function hasPassed(topic: Article, folded: string): boolean {
  return polarityConflict(polarityOf(folded), foldText(topic.title)) > 0
}

/** What else is found of the same subject, where the message finds no answer by itself. */
export async function askSiblings(
  alone: Found,
  topic: Article,
  deps: SearchBeside,
): Promise<Found> {
  if (alone.decision.kind === 'answer') return alone
  const { hits } = await deps.search(`${topic.title} ${alone.question}`)
  const siblings = hits.filter(
    ({ article, probability }) => !isTopic(article, topic) && probability >= CHOICE,
  )
  return siblings.length === 0 ? alone : asking(alone, siblings.slice(0, MOST_CHOICES))
}

/**
 * Who asks who pays the postage, after an exchange, means that of the exchange, though a return's
 * answers by itself: it is found by the message too, and most likely beside the topic.
 */
export async function askRival(
  alone: Found,
  topic: Article,
  query: Query,
  deps: SentenceDeps & SearchBeside,
): Promise<Found | undefined> {
  const { decision, hits, question } = alone
  if (decision.kind !== 'answer' || !OF_CASES.has(askedBy(query.folded).kind)) return undefined
  const rivals = hits.slice(1).filter(({ probability }) => probability >= RIVAL)
  if (rivals.length === 0) return undefined
  const beside = await deps.search(`${topic.title} ${question}`)
  const rival = beside.hits.find(({ article }) => !isTopic(article, topic))
  const isFound = rivals.some(({ article }) => rival && isTopic(article, rival.article))
  if (!rival || !isFound || rival.probability < MEANT) return undefined
  return asking(alone, [hitOf(deps, rival.article, rival.probability, query), decision.hit])
}

/** The same, asked back. */
export function asking(found: Found, choices: readonly Hit[]): Found {
  return { ...found, decision: { kind: 'ask-back', choices }, reason: 'one-of-these' }
}
