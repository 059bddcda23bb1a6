import type { Language } from '../../platform/language.js'
import { lazy } from '../../platform/lazy.js'
import type { Article } from '../article/article.js'
import type { Candidate, Query } from './candidate.js'
import { type Budget, type Budgets, budgetOf } from './confidence/budgets.js'
import {
  type AnswerModel,
  type Confidence,
  modelFor,
  probabilitiesOf,
} from './confidence/confidence.js'
import { type Features, featuresOf } from './confidence/features.js'
import { limitOf } from './confidence/thresholds.js'
import type { Corpus } from './corpus/corpus.js'
import { type Decision, decideHits, type Reason } from './decide-hits.js'
import { type Hit, hitOf, type Quote, type SentenceDeps } from './extract/choose-passage.js'
import {
  type Contradiction,
  concernedBy,
  findContradiction,
  settleContradiction,
} from './find-contradiction.js'
import type { FollowUp } from './follow-up/topic-model.js'
import type { Fuse } from './fuse-scores.js'
import type { QuestionVector } from './question/question-vector.js'
import type { Reading } from './question/read-pinyin.js'
import type { Sought } from './question/read-question.js'
import { rankArticles } from './rank-articles.js'
import { type RankedLists, rankedLists } from './ranked-lists.js'
import type { WeightedTerm } from './words/word-index.js'

/** All that a search found and decided. */
export interface Found {
  /** As it was asked. */
  readonly question: string
  readonly folded: string
  /** What was read otherwise than it was written: pinyin, slips, typing mistakes. */
  readonly readings: readonly Reading[]
  /** What was searched for: folded, read as it was meant, without courtesy and numbers. */
  readonly searched: string
  /** Its words with what each tells, and what was looked for beside them at a lower weight. */
  readonly terms: readonly WeightedTerm[]
  readonly synonyms: readonly string[]
  readonly language: Language
  /** The first of what words and vectors proposed, and of the order made of both. */
  readonly lists: RankedLists
  /** Best first, one per article and its translations, at most 10. */
  readonly hits: readonly Hit[]
  /** That the first hit answers the question, 0 to 1; 0 when there is none. */
  readonly probability: number
  /** Whether the question is word for word a title or stored question. */
  readonly exact: boolean
  readonly decision: Decision
  readonly reason: Reason
  /** What the decision hung on. */
  readonly limits: FoundLimits
  /**
   * Two of the first hits that say different figures; `null` as nearly always. A function, since
   * the sentences of some must be read for it that the decision does not hang on.
   */
  readonly contradiction: () => Contradiction | null
  /** Whether vectors took part; without them the probability is of words alone. */
  readonly vectors: boolean
  /** Of the hits as they were ranked, in order, and the model that made a probability of them. */
  readonly features: readonly Features[]
  readonly model: AnswerModel
  /** Of a message after an answer: how surely it means what that was about. */
  readonly followUp?: FollowUp
}

/** From which probability on the first hit is the answer, and by which error budget. */
export interface FoundLimits {
  readonly budget: Budget
  readonly answer: number
  readonly askBack: number
  /** From which on a question back may say what its first choice answers, as likely and no more. */
  readonly quote: number
}

export interface SearchDeps extends SentenceDeps {
  readonly confidence: Confidence
  readonly budgets: Budgets
  /** As in `Query`. */
  readonly fuse?: Fuse | undefined
}

const MOST_HITS = 10

/** Nothing is surer than the question itself; still, an editor may have filed it wrongly. */
const EXACT_PROBABILITY = 0.99

/** What was found, before anybody says how probable it is. */
export interface RankedQuestion {
  readonly query: Query
  readonly candidates: readonly Candidate[]
  /** Of the first few, in order. */
  readonly features: readonly Features[]
}

/** The one pipeline from a folded question to a decision. Pure but for what it reads. */
export function findAnswer(
  deps: SearchDeps,
  sought: Sought,
  language: Language,
  vector: QuestionVector | null,
  mayAnswer: (article: Article) => boolean,
): Omit<Found, 'question' | 'readings'> {
  return decideRanked(deps, rankQuestion(deps, sought, language, vector, mayAnswer))
}

/** Its first half: which articles, and what tells how probable each is. */
export function rankQuestion(
  deps: Pick<SearchDeps, 'corpus' | 'fuse'>,
  sought: Sought,
  language: Language,
  vector: QuestionVector | null,
  mayAnswer: (article: Article) => boolean,
): RankedQuestion {
  const query = queryOf(deps, sought, language, vector, mayAnswer)
  const candidates = rankArticles(deps.corpus, query)
  return { query, candidates, features: featuresOf(query, candidates, MOST_HITS) }
}

/** Its second half: how probable each is, and what follows. */
export function decideRanked(
  deps: SearchDeps,
  { query, candidates, features }: RankedQuestion,
): Omit<Found, 'question' | 'readings'> {
  const { corpus, confidence } = deps
  const { folded, language } = query
  const vectors = query.vector !== null
  const model = modelFor(confidence, language, vectors)
  const probabilities = probabilitiesOf(model, features)
  const hits = candidates.slice(0, MOST_HITS).map((candidate, i): Hit => {
    const probability = candidate.exact ? EXACT_PROBABILITY : (probabilities[i] ?? 0)
    return hitOf(deps, candidate.article, probability, query)
  })
  const exact = candidates[0]?.exact ?? false
  const alike = (one: Hit, other: Hit) => areAlike(corpus, one.article, other.article)
  const limits = limitsFor(deps, model, hits[0])
  const decided = decideHits(
    hits,
    exact,
    { answer: (hit) => limitsFor(deps, model, hit).answer, askBack: limits.askBack },
    query,
  )
  const concerned = concernedBy(decided.decision)
  const contradiction = findContradiction(folded, hits, alike, concerned)
  const decision = settleContradiction(decided.decision, contradiction, limits.answer)
  return {
    folded,
    searched: folded,
    terms: query.terms,
    synonyms: query.synonyms,
    language,
    lists: rankedLists(candidates, language),
    hits,
    probability: hits[0]?.probability ?? 0,
    exact,
    decision,
    reason: decision === decided.decision ? decided.reason : 'contradiction',
    limits,
    contradiction: lazy(() => contradiction ?? findContradiction(folded, hits, alike)),
    vectors,
    features,
    model,
  }
}

/** By the budget of what the article is about. */
export function limitsFor(
  { budgets }: Pick<SearchDeps, 'budgets'>,
  { thresholds }: AnswerModel,
  hit: Hit | undefined,
): FoundLimits {
  const [general] = budgets.list
  const budget = budgetOf(budgets, hit?.article.category ?? null)
  return {
    budget,
    answer: limitOf(thresholds, budget),
    askBack: thresholds.askBack,
    quote: budget === general ? QUOTED : limitOf(thresholds, general),
  }
}

/**
 * Four of five first choices are right that are this likely and asked back. Where errors cost more,
 * what would answer other questions.
 */
const QUOTED = 0.7

/**
 * Two articles say the same of the same only where their beginnings are this near, as a cosine. With
 * every figure changed, each of the sample shop's articles is .94 and more from itself; of the pairs
 * of its Chinese articles 1.2 % reach .85.
 */
const ALIKE = 0.85

/** Where vectors are missing, any two may be alike. */
function areAlike(corpus: Corpus, one: Article, other: Article): boolean {
  const [a, b] = [one, other].map(({ id }) => leadOf(corpus, id))
  const lead = a === undefined ? undefined : corpus.vectors.get(a)
  const similarity = lead && b !== undefined ? corpus.vectors.similarity(b, lead) : undefined
  return similarity === undefined || similarity >= ALIKE
}

/** With one passage, it is the beginning as well. */
function leadOf(corpus: Corpus, id: string): number | undefined {
  return corpus.unitsOf(id).findLast((label) => {
    const kind = corpus.unit(label)?.kind
    return kind === 'lead' || kind === 'passage'
  })
}

/** What an article says to a folded question, though a search might choose another one. */
export function quoteArticle(
  deps: SentenceDeps,
  article: Article,
  sought: Sought,
  language: Language,
  vector: QuestionVector | null,
): Quote {
  return hitOf(
    deps,
    article,
    1,
    queryOf(deps, sought, language, vector, () => true),
  )
}

/** A question as it is searched and as sentences are chosen for it. */
export function queryOf(
  { corpus, fuse }: Pick<SearchDeps, 'corpus' | 'fuse'>,
  { text, maybe, synonyms }: Sought,
  language: Language,
  vector: QuestionVector | null,
  mayAnswer: Query['mayAnswer'],
): Query {
  return {
    folded: text,
    language,
    // A slip tells nothing: what was meant tells how much of the question is covered.
    terms: corpus.words.weigh(maybe),
    synonyms,
    vector,
    mayAnswer,
    fuse,
  }
}
