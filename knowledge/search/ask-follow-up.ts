import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import { type AskDeps, readAsked } from './ask-corpus.js'
import { CHOICE, MOST_CHOICES, type Outcome } from './decide.js'
import { type AnswerKind, askedBy, holdsAnswer, isAsking } from './extract/answer-kind.js'
import type { Hit } from './extract/choose-passage.js'
import { type Found, inOtherWords } from './find-answer.js'
import { isOffTopic, isTopic } from './is-off-topic.js'
import { mayPointBack, pointsBack } from './question/follow-up.js'
import { foldText } from './words/fold-text.js'
import { tokenize } from './words/tokenize.js'
import type { WeightedTerm } from './words/word-index.js'

/** The topic's words find its article too easily, so a follow-up must be clearly surer. */
const TOPIC_DISCOUNT = 0.85

/** From this share of what a question tells on, an article speaks of it. */
const SPOKEN_OF = 0.5

/** Kinds of answers that a text either holds or not, whatever it is about. */
const TELLING: ReadonlySet<AnswerKind> = new Set(['how-long', 'how-much', 'who', 'where'])

export interface FollowUpDeps extends AskDeps {
  readonly language: Language
  /** Searches for a text as for a customer's question. */
  readonly search: (text: string) => Promise<Found>
}

/**
 * What a question means after an answer: by itself, or of what that answer was about. Where it
 * points back ("and how much is that?"), the topic's article answers when it is the surer one. A
 * short question that nothing answers by itself ("how long does it take?") may mean it too.
 *
 * @param alone What the question finds by itself.
 * @param topic The article that answered before.
 */
export async function askFollowUp(
  alone: Found,
  topic: Article,
  deps: FollowUpDeps,
  signal: AbortSignal,
): Promise<Found> {
  const meant = alone.readings.length > 0 ? alone.searched : alone.folded
  const points = pointsBack(meant)
  if (alone.exact || !mayPointBack(meant)) return alone
  if (!points && alone.decision.kind === 'answer') return alone

  const { question } = alone
  const withTopic = await deps.search(`${topic.title} ${question}`)
  const probability = withTopic.probability * TOPIC_DISCOUNT
  if (withTopic.exact || probability <= alone.probability) return alone
  const { vector, ...sought } = await readAsked(deps, question, deps.language, signal)
  const found = inOtherWords(deps, withTopic, sought, deps.language, vector, (own, other) =>
    says(own, alone.terms, meant) > says(other, alone.terms, meant) ? own : other,
  )
  if (isOffTopic(alone, found, topic)) return alone
  const followUp = { ...found, question, folded: alone.folded }
  return points ? askForKind(alone, followUp, topic) : perhaps(alone, followUp, topic)
}

/**
 * An article that has no amount is no answer for who asks how much. Where others that were found
 * beside it have one, the customer is asked whether those are meant.
 */
function askForKind(alone: Found, found: Found, topic: Article): Found {
  const { decision, hits, folded } = found
  if (decision.kind !== 'answer' || !isTopic(decision.hit.article, topic)) return found
  if (!TELLING.has(askedBy(folded).kind) || holds(decision.hit, folded)) return found
  const others = hits.slice(1).filter(({ probability }) => probability >= CHOICE)
  const choices = others.filter((hit) => holds(hit, folded)).slice(0, MOST_CHOICES)
  return choices.length === 0 ? alone : asking(found, choices)
}

/** The topic's article answers what it speaks of; of what it may tell, it is one of the choices. */
function perhaps(alone: Found, found: Found, topic: Article): Found {
  const { decision, folded } = found
  if (decision.kind !== 'answer' || !isTopic(decision.hit.article, topic)) return alone
  if (isSpokenOf(alone.terms, topic)) return found
  if (!TELLING.has(askedBy(folded).kind) || !holds(decision.hit, folded)) return alone
  const others = choicesOf(alone.decision).filter(({ article }) => !isTopic(article, topic))
  return asking(found, [decision.hit, ...others].slice(0, MOST_CHOICES))
}

function asking(found: Found, choices: readonly Hit[]): Found {
  return { ...found, decision: { kind: 'ask-back', choices }, reason: 'one-of-these' }
}

function choicesOf(decision: Outcome<Hit>): readonly Hit[] {
  return decision.kind === 'ask-back' ? decision.choices : []
}

function holds(hit: Hit, folded: string): boolean {
  return holdsAnswer(askedBy(folded), foldText(hit.extract.markdown)) > 0
}

/** What its sentences say of the question, and whether they hold what it asks for. */
function says(hit: Hit, terms: readonly WeightedTerm[], folded: string): number {
  return weigh(terms, hit.extract.markdown).said + Number(holds(hit, folded))
}

function isSpokenOf(terms: readonly WeightedTerm[], { title, passages }: Article): boolean {
  const { said, total } = weigh(terms, [title, ...passages.map(({ text }) => text)].join('\n'))
  return total > 0 && said >= SPOKEN_OF * total
}

/** What the question tells, but for words that only ask, and how much of it the text has. */
function weigh(terms: readonly WeightedTerm[], text: string) {
  const has = new Set(tokenize(foldText(text)))
  let [said, total] = [0, 0]
  for (const { term, idf } of terms) {
    if (isAsking(term)) continue
    total += idf
    if (has.has(term)) said += idf
  }
  return { said, total }
}
