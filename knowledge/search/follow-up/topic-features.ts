import type { Article } from '../../article/article.js'
import { measureText } from '../../passage/measure-text.js'
import type { Query } from '../candidate.js'
import { tokenMatch } from '../corpus/token-bag.js'
import { type AnswerKind, askedBy, isAsking } from '../extract/answer-kind.js'
import { askedTerms, sentenceTerms } from '../extract/asked-terms.js'
import { fitsFor, type Hit, type SentenceDeps } from '../extract/choose-passage.js'
import type { Fit } from '../extract/fit-sentences.js'
import { isSameFamily } from '../question/language-family.js'
import { cutWords } from '../words/tokenize.js'
import type { WeightedTerm } from '../words/word-index.js'
import type { TopicFeatures } from './topic-model.js'

/** So many of what a message finds by itself are held against the topic; a third tells no more. */
const RIVALS = 2

/** What is not found at all is found this unsurely, and what is surely found no surer than the rest. */
const LEAST_FOUND = 0.005

/** Brings lengths, and what words tell, to about 0 to 1. */
const SCALE = 10

/**
 * Reads off what a message's own words find in the topic's article, beside what they find elsewhere.
 *
 * @param hits What the message finds by itself, best first.
 * @param query The message, with what was said before it.
 */
export function topicFeatures(
  deps: SentenceDeps,
  topic: Article,
  hits: readonly Hit[],
  query: Query,
): TopicFeatures {
  const terms = askedTerms(deps.corpus.words, query.folded, query.synonyms).filter(
    ({ term }) => !isAsking(term),
  )
  const { kind } = askedBy(query.folded)
  const isOfTopic = ({ article }: Hit) => isTopic(article, topic)
  const others = hits.filter((hit) => !isOfTopic(hit))
  const own = seen(deps, topic, terms, query)
  const rivals = others.slice(0, RIVALS).map(({ article }) => seen(deps, article, terms, query))
  const [rival] = rivals
  const lacks = FIGURES.has(kind) && !own.holds
  const nothing = terms.reduce((sum, { idf }) => sum + idf, 0)
  const missing = Math.min(nothing, ...rivals.map((each) => each.missing))
  return {
    tokens: own.tokens,
    tokensAhead: ahead(
      own.tokens,
      rivals.map(({ tokens }) => tokens),
    ),
    nearAhead: ahead(
      own.near,
      rivals.map(({ near }) => near),
    ),
    wordsAhead: (missing - own.missing) / SCALE,
    found: oddsOf(hits.find(isOfTopic)?.probability ?? 0),
    foundElse: others[0]?.probability ?? 0,
    remark: Number(kind === 'other'),
    bare: Number(kind !== 'other' && !lacks && !namesAnything(query.folded)),
    lacks: Number(lacks),
    said: Number(own.best !== undefined && (query.said ?? '').includes(own.best.quotable.text)),
    length: measureText(query.folded) / SCALE,
    foreign: Number(own.isForeign),
    foreignRival: Number(rival?.isForeign ?? false),
  }
}

/** Kinds of answers that a text either has or not, whatever it is about. */
const FIGURES: ReadonlySet<AnswerKind> = new Set(['how-long', 'how-much', 'how-hot'])

/** Of what is asked without saying of what, the words that do not ask themselves. */
const FILLING =
  /^(?:[啊呀吧呢嘛么了的得那我您你就都还能要可会再先咋办弄搞整]+|i|do|so|then|now|and|can|could|should|it|that|this|to|a|the|be|is|ok)$/u

/** "怎么弄" and "so how long then?" ask, and do not say of what. */
function namesAnything(folded: string): boolean {
  return cutWords(folded).some(
    (word) => /\p{Letter}/u.test(word) && !isAsking(word) && !FILLING.test(word),
  )
}

/** Whether an article is the topic's, or a translation of it. */
export function isTopic(article: Article, topic: Article): boolean {
  return originalOf(article) === originalOf(topic)
}

function originalOf({ id, translates }: Article): string {
  return translates ?? id
}

/** An article as a message's words see it. */
interface Seen {
  readonly tokens: number | null
  /** Cosine of its nearest sentence; `null` without vectors. */
  readonly near: number | null
  /** What those terms tell that it does not have. */
  readonly missing: number
  readonly best: Fit | undefined
  /** Whether it is not in the customer's language. */
  readonly isForeign: boolean
  /** Whether any of it holds the kind of thing that is asked for. */
  readonly holds: boolean
}

function seen(
  deps: SentenceDeps,
  article: Article,
  terms: readonly WeightedTerm[],
  query: Query,
): Seen {
  const fits = fitsFor(deps, article, query)
  const has = new Set([...sentenceTerms(article.title), ...fits.flatMap(({ words }) => [...words])])
  const bag = deps.corpus.bagOf(article.id)
  const asked = query.vector?.tokens?.own
  const cosines = fits.flatMap(({ cosine }) => (cosine === null ? [] : [cosine]))
  return {
    tokens: bag && asked ? tokenMatch(asked, bag) : null,
    near: cosines.length === 0 ? null : Math.max(...cosines),
    missing: terms.reduce((sum, { term, idf }) => sum + (has.has(term) ? 0 : idf), 0),
    isForeign: !isSameFamily(query.language, article.language),
    holds: fits.some(({ holds }) => holds),
    best: fits.reduce<Fit | undefined>((a, b) => (a && a.score >= b.score ? a : b), undefined),
  }
}

/** How far it is before the best of the others that are known; 0 where there is nothing to compare. */
function ahead(own: number | null, others: readonly (number | null)[]): number {
  const known = others.filter((each) => each !== null)
  return own === null || known.length === 0 ? 0 : own - Math.max(...known)
}

function oddsOf(probability: number): number {
  const within = Math.min(1 - LEAST_FOUND, Math.max(LEAST_FOUND, probability))
  return Math.log(within / (1 - within))
}
