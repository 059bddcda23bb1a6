import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import type { Passage } from '../passage/passage.js'
import { askForSubject } from './bare-subject.js'
import { type Confidence, modelFor, probabilityOf } from './confidence.js'
import type { Corpus } from './corpus.js'
import { decide, type Outcome } from './decide.js'
import { type Extract, extractAnswer } from './extract.js'
import { type Features, featuresOf } from './features.js'
import { exactKey } from './fold-text.js'
import { type Query, rankArticles } from './rank-articles.js'
import type { Synonyms } from './synonyms.js'
import type { WeightedTerm } from './word-index.js'

/** One article, with the passage of it that answers and the sentences to say. */
export interface Hit {
  readonly article: Article
  readonly passage: Passage
  /** That this article answers the question, 0 to 1. */
  readonly probability: number
  readonly extract: Extract
}

export type Decision = Outcome<Hit>

/** All that a search found and decided. */
export interface Found {
  /** As it was asked. */
  readonly question: string
  readonly folded: string
  readonly language: Language
  /** Best first, one per article and its translations, at most 10. */
  readonly hits: readonly Hit[]
  /** That the first hit answers the question, 0 to 1; 0 when there is none. */
  readonly probability: number
  /** Whether the question is word for word a title or stored question. */
  readonly exact: boolean
  readonly decision: Decision
  /** Whether vectors took part; without them the probability is of words alone. */
  readonly vectors: boolean
  /** Of the first hit; `null` when there is none. */
  readonly features: Features | null
}

export interface SearchDeps {
  readonly corpus: Corpus
  readonly confidence: Confidence
  readonly synonyms: Synonyms
}

const MOST_HITS = 10

/** Nothing is surer than the question itself; still, an editor may have filed it wrongly. */
const EXACT_PROBABILITY = 0.99

/** The one pipeline from a folded question to a decision. Pure but for what it reads. */
export function findAnswer(
  deps: SearchDeps,
  folded: string,
  language: Language,
  vector: Float32Array | null,
  mayAnswer: (article: Article) => boolean,
): Omit<Found, 'question'> {
  const { corpus, confidence, synonyms } = deps
  const terms = corpus.words.weigh(folded)
  const query: Query = {
    folded,
    language,
    terms,
    synonyms: synonyms.expand(folded),
    vector,
    mayAnswer,
  }
  const candidates = rankArticles(corpus, query)
  const model = modelFor(confidence, language, vector !== null)
  const features = featuresOf(query, candidates, MOST_HITS)
  const hits = candidates.slice(0, MOST_HITS).map((candidate, i): Hit => {
    const own = features[i]
    const probability = candidate.exact || !own ? EXACT_PROBABILITY : probabilityOf(model, own)
    const choosePassage = () => passageFor(corpus, candidate.article, query)
    return hitOf(candidate.article, choosePassage, probability, folded, terms)
  })
  const exact = candidates[0]?.exact ?? false
  return {
    folded,
    language,
    hits,
    probability: hits[0]?.probability ?? 0,
    exact,
    decision: decisionOn(hits, exact, folded),
    vectors: vector !== null,
    features: features[0] ?? null,
  }
}

function decisionOn(hits: readonly Hit[], exact: boolean, folded: string): Decision {
  const decision = decide(hits, exact)
  return decision.kind === 'hand-over' ? (askForSubject(folded, hits) ?? decision) : decision
}

/** Most hits are only named, so their passage and sentences are chosen when somebody reads them. */
function hitOf(
  article: Article,
  choosePassage: () => Passage,
  probability: number,
  folded: string,
  terms: readonly WeightedTerm[],
): Hit {
  let passage: Passage | undefined
  let extract: Extract | undefined
  return {
    article,
    probability,
    get passage() {
      passage ??= choosePassage()
      return passage
    },
    get extract() {
      extract ??= extractAnswer(article, this.passage, folded, terms)
      return extract
    },
  }
}

/** A passage that is near but has none of the words loses to one a little farther that has. */
const WORDS_WEIGHT = 0.15

/** Articles answer first: their opening goes before a section that is as near. */
const OPENING_BONUS = 0.08

/** Who asks the title itself is answered by the opening. */
function passageFor(corpus: Corpus, article: Article, query: Query): Passage {
  const [opening] = article.passages
  const isTitle = exactKey(article.title) === exactKey(query.folded)
  return isTitle && opening ? opening : bestPassage(corpus, article, query)
}

function bestPassage(corpus: Corpus, article: Article, query: Query): Passage {
  const [first, ...others] = article.passages
  if (!first) throw new Error(`The article ${article.id} has no passage.`)
  if (others.length === 0) return first
  const near = new Map<number, number>()
  for (const label of corpus.unitsOf(article.id)) {
    const unit = corpus.unit(label)
    if (unit?.kind !== 'passage' || query.vector === null) continue
    near.set(unit.index, corpus.vectors.similarity(label, query.vector) ?? 0)
  }
  const scored = article.passages.map((passage, i) => ({
    passage,
    score:
      (near.get(i) ?? 0) +
      (i === 0 ? OPENING_BONUS : 0) +
      WORDS_WEIGHT * shareCovered(corpus.termsOf(passage), query.terms),
  }))
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).passage
}

/** Share of what the question's words tell that a text has, 0 to 1. */
function shareCovered(own: ReadonlySet<string>, terms: readonly WeightedTerm[]): number {
  const total = terms.reduce((sum, { idf }) => sum + idf, 0) || 1
  return terms.reduce((sum, { term, idf }) => sum + (own.has(term) ? idf : 0), 0) / total
}
