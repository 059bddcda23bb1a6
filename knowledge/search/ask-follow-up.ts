import { basename } from 'node:path/posix'
import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import { type AskDeps, queryFor } from './ask-corpus.js'
import { CHOICE, MOST_CHOICES, type Outcome } from './decide.js'
import { type AnswerKind, askedBy, holdsAnswer, isAsking } from './extract/answer-kind.js'
import { type Hit, hitOf } from './extract/choose-passage.js'
import type { Found } from './find-answer.js'
import { inOtherWords } from './in-other-words.js'
import { isOffTopic, isTopic } from './is-off-topic.js'
import { mayPointBack, pointsBack } from './question/follow-up.js'
import { polarityConflict, polarityOf } from './question/polarity.js'
import { foldText } from './words/fold-text.js'
import { cutWords, tokenize } from './words/tokenize.js'
import type { WeightedTerm } from './words/word-index.js'

/** The topic's words find its article too easily, so a follow-up must be clearly surer. */
const TOPIC_DISCOUNT = 0.85

/** From this share of what a question tells on, an article speaks of it. */
const SPOKEN_OF = 0.5

/** Among so many that are found at all, the topic's article is found by the question's own words. */
const LIKELY = 5

/** An article that is found this likely without the topic may be another subject. */
const ELSEWHERE = 0.5

/** From here on another article than the one that answers may be meant. */
const RIVAL = 0.3

/** Kinds of answers that a text either holds or not, whatever it is about. */
const TELLING: ReadonlySet<AnswerKind> = new Set([
  'how-long',
  'how-much',
  'how-hot',
  'who',
  'where',
])
const FIGURES: ReadonlySet<AnswerKind> = new Set(['how-long', 'how-much'])

type Terms = readonly WeightedTerm[]

/** What a question says, as it was meant. */
interface Meant {
  readonly text: string
  /** Words that some article has and that say what it is about. */
  readonly told: Terms
  /** "怎么弄", "can I?": asks, and does not say of what. */
  readonly barely: boolean
}

export interface FollowUpDeps extends AskDeps {
  readonly language: Language
  /** Markdown that was said before. */
  readonly said?: string | undefined
  /** Searches for a text as for a customer's question. */
  readonly search: (text: string) => Promise<Found>
}

/**
 * What a question means after an answer: by itself, or of what that answer was about. Where it
 * points back ("and how much is that?"), the topic's article answers when it is the surer one. A
 * short question that nothing answers by itself ("how long does it take?") may mean it too, and
 * "how much is the shipping?" after Hong Kong means Hong Kong, though the fee at home is found.
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
  const { question, decision } = alone
  const words = whatIsMeant(alone.terms, meant)
  const { told, barely } = words
  const isAnswered = decision.kind === 'answer'
  if (alone.exact || !mayPointBack(meant)) return alone
  if (isAnswered && isTopic(decision.hit.article, topic)) return alone
  const points = pointsBack(meant)
  const rivals = rivalsOf(alone, meant)
  if (isAnswered && !points && rivals.length === 0 && !FIGURES.has(askedBy(meant).kind)) {
    return alone
  }
  // Asking again costs as much as asking, so only where it may tell more.
  if (!points && rivals.length === 0 && !mayMean(alone, topic, words)) return alone

  const withTopic = await deps.search(`${topic.title} ${question}`)
  if (withTopic.exact) return alone
  if (isPast(topic, meant)) return isAnswered ? alone : askOthers(alone, withTopic, topic)
  const { said } = deps
  const asked = await queryFor(deps, question, deps.language, signal)
  const query = said === undefined ? asked : { ...asked, said }
  // The subject's title finds the sentences that were said of it already.
  const found = inOtherWords(deps, withTopic, query, (own, other) =>
    says(own, told, meant) >= says(other, told, meant) ? own : other,
  )
  const followUp = { ...found, question, folded: alone.folded }
  const rival = withTopic.hits.find(({ article }) => !isTopic(article, topic))
  if (isAnswered && rival && isMeant(rival, rivals)) {
    const { article, probability } = rival
    return asking(followUp, [hitOf(deps, article, probability, query), decision.hit])
  }
  if (withTopic.probability * TOPIC_DISCOUNT <= alone.probability) {
    if (isAnswered) return tellFromTopic(alone, followUp, topic, told)
    const mayAsk = isLikely(alone, topic) || decision.kind === 'hand-over'
    return mayAsk ? perhaps(alone, followUp, topic, words) : alone
  }
  if (!barely && isOffTopic(alone, found, topic)) return alone
  if (!barely && isElsewhere(alone, followUp, topic, told)) return alone
  if (points) return askForKind(alone, followUp, topic)
  return isAnswered
    ? tellFromTopic(alone, followUp, topic, told)
    : perhaps(alone, followUp, topic, words)
}

/**
 * Whether a question names what the topic's article has no word of, and finds another likely enough
 * without it: the topic's title finds its own article, whatever is asked beside it.
 */
function isElsewhere(alone: Found, found: Found, topic: Article, told: Terms): boolean {
  if (alone.probability < ELSEWHERE || !isOfOthers(told, topic) || isLikely(alone, topic))
    return false
  const hit = topicHit(found, topic)
  return !(hit && TELLING.has(askedBy(found.folded).kind) && holds(hit, found.folded))
}

/**
 * Who asks who pays the postage, after an exchange, means that of the exchange, though a return's
 * answers by itself: these are found by the question, and most likely beside the topic.
 */
function rivalsOf({ decision, hits }: Found, meant: string): readonly Article[] {
  if (decision.kind !== 'answer' || !TELLING.has(askedBy(meant).kind)) return []
  const [, ...others] = hits
  return others.flatMap(({ article, probability }) => (probability >= RIVAL ? [article] : []))
}

function isMeant({ article, probability }: Hit, rivals: readonly Article[]): boolean {
  return probability >= ELSEWHERE && rivals.some((each) => isTopic(each, article))
}

/** Whether the topic's article may be meant, as far as is seen without asking of it. */
function mayMean(alone: Found, topic: Article, { text, told, barely }: Meant): boolean {
  if (alone.decision.kind === 'answer') return told.length === 0 || isSpokenOf(told, topic)
  if (alone.decision.kind === 'hand-over' || barely) return true
  const isTelling = TELLING.has(askedBy(text).kind)
  return isTelling || isLikely(alone, topic) || isSpokenOf(told, topic)
}

/**
 * Who asks how much after Hong Kong, where its article tells the sum of what they name, is told
 * that; and who names nothing is asked whether they mean what was found without the topic.
 */
function tellFromTopic(alone: Found, found: Found, topic: Article, told: Terms): Found {
  const hit = topicHit(found, topic)
  if (!FIGURES.has(askedBy(found.folded).kind) || alone.decision.kind !== 'answer') return alone
  const { hit: other } = alone.decision
  if (hit && leadsTo(hit, other.article)) return alone
  const { said, total } = weigh(told, hit?.extract.markdown ?? '')
  if (hit && holds(hit, found.folded) && said >= SPOKEN_OF * total) return found
  return total === 0 ? asking(alone, [other]) : alone
}

/**
 * An article that has no amount is no answer for who asks how much. Where others that were found
 * beside it have one, the customer is asked whether those are meant.
 */
function askForKind(alone: Found, found: Found, topic: Article): Found {
  const { hits, folded } = found
  const hit = topicHit(found, topic)
  if (!hit || !TELLING.has(askedBy(folded).kind) || holds(hit, folded)) return found
  const others = hits.slice(1).filter(({ probability }) => probability >= CHOICE)
  const choices = others.filter((other) => holds(other, folded)).slice(0, MOST_CHOICES)
  return choices.length === 0 ? alone : asking(found, choices)
}

/** Whether something has happened before which the topic ends: "it has shipped now". */
function isPast(topic: Article, meant: string): boolean {
  return polarityConflict(polarityOf(meant), foldText(topic.title)) > 0
}

/** What else was found of the same subject. */
function askOthers(alone: Found, withTopic: Found, topic: Article): Found {
  const others = withTopic.hits.filter(
    ({ article, probability }) => !isTopic(article, topic) && probability >= CHOICE,
  )
  return others.length === 0 ? alone : asking(withTopic, others.slice(0, MOST_CHOICES))
}

/**
 * The topic's article answers what it speaks of, what finds it by itself, if only weakly, and what
 * names nothing; of what it may tell, it is one of the choices. Where there is nothing else, the
 * customer is asked whether it was meant: they had it in mind a moment ago.
 */
function perhaps(alone: Found, found: Found, topic: Article, { told, barely }: Meant): Found {
  const hit = topicHit(found, topic)
  if (!hit) return alone
  if (barely || isLikely(alone, topic) || isSpokenOf(told, topic)) return found
  const choices = [hit, ...choicesOf(alone.decision)].slice(0, MOST_CHOICES)
  if (TELLING.has(askedBy(found.folded).kind) && holds(hit, found.folded)) {
    return asking(found, choices)
  }
  if (alone.decision.kind !== 'hand-over' || isOfOthers(told, topic)) return alone
  // How sure that is remains what the words themselves tell: they may be no question at all.
  return { ...asking(found, choices), probability: alone.probability }
}

/** Whether the question finds the topic's article by itself, if only among others. */
function isLikely({ decision, hits }: Found, topic: Article): boolean {
  const choices = choicesOf(decision)
  const likely = choices.length > 0 ? choices : hits.slice(0, LIKELY)
  return likely.some(({ article }) => isTopic(article, topic))
}

/** The topic's article, where it answers a question that was asked of it. */
function topicHit({ decision }: Found, topic: Article): Hit | undefined {
  if (decision.kind !== 'answer' || !isTopic(decision.hit.article, topic)) return undefined
  return decision.hit
}

/** "For how long it takes, see …" leaves it to the other to say so. */
function leadsTo({ extract }: Hit, { file }: Article): boolean {
  return extract.markdown.includes(basename(file))
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
function says(hit: Hit, terms: Terms, folded: string): number {
  return weigh(terms, hit.extract.markdown).said + Number(holds(hit, folded))
}

/** Whether other articles have words of it, and this one none. */
function isOfOthers(terms: Terms, article: Article): boolean {
  const { said, total } = weigh(terms, wordsOf(article))
  return total > 0 && said === 0
}

function isSpokenOf(terms: Terms, article: Article): boolean {
  const { said, total } = weigh(terms, wordsOf(article))
  return total > 0 && said >= SPOKEN_OF * total
}

function wordsOf({ title, passages }: Article): string {
  return [title, ...passages.map(({ text }) => text)].join('\n')
}

function whatIsMeant(terms: Terms, text: string): Meant {
  const { kind } = askedBy(text)
  const names = cutWords(text).some((word) => /\p{Letter}/u.test(word) && !onlyAsks(word))
  return {
    text,
    told: namingTerms(terms, text).filter(({ known }) => known),
    barely: !names && kind !== 'other' && !TELLING.has(kind),
  }
}

/** Of what is asked without saying of what, the words that do not ask themselves. */
const FILLING =
  /^(?:[啊呀吧么了的那我您你就都还能要可咋办弄搞整]|i|do|so|then|now|and|can|could|should|it|that|this|to|a|the)$/u

function onlyAsks(word: string): boolean {
  return isAsking(word) || FILLING.test(word)
}

/** Words of the question that say what it is about: neither asking nor made of two words' halves. */
function namingTerms(terms: Terms, folded: string): Terms {
  const words = new Set([...folded.matchAll(HAN_RUN)].flatMap(([run]) => cutWords(run)))
  const isWord = (term: string) => !/\p{Script=Han}/u.test(term) || words.has(term)
  return terms.filter(({ term }) => !isAsking(term) && isWord(term))
}

const HAN_RUN = /\p{Script=Han}+/gu

/** How much those terms tell, and how much of it the text has. */
function weigh(terms: Terms, text: string) {
  const has = new Set(tokenize(foldText(text)))
  let [said, total] = [0, 0]
  for (const { term, idf } of terms) {
    total += idf
    if (has.has(term)) said += idf
  }
  return { said, total }
}
