import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import { askForSubject } from './bare-subject.js'
import { type Hit, hitOf, type SentenceDeps } from './choose-passage.js'
import { type Confidence, modelFor, probabilityOf } from './confidence.js'
import { decide, type Outcome } from './decide.js'
import { type Features, featuresOf } from './features.js'
import { type Contradiction, findContradiction, settleContradiction } from './find-contradiction.js'
import { type Query, rankArticles } from './rank-articles.js'
import type { Synonyms } from './synonyms.js'

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
  /** Two of the first hits that say different figures; `null` as nearly always. */
  readonly contradiction: Contradiction | null
  /** Whether vectors took part; without them the probability is of words alone. */
  readonly vectors: boolean
  /** Of the first hit; `null` when there is none. */
  readonly features: Features | null
}

export interface SearchDeps extends SentenceDeps {
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
    return hitOf(deps, candidate.article, probability, query)
  })
  const exact = candidates[0]?.exact ?? false
  const contradiction = findContradiction(folded, hits)
  return {
    folded,
    language,
    hits,
    probability: hits[0]?.probability ?? 0,
    exact,
    decision: settleContradiction(decisionOn(hits, exact, folded), contradiction),
    contradiction,
    vectors: vector !== null,
    features: features[0] ?? null,
  }
}

function decisionOn(hits: readonly Hit[], exact: boolean, folded: string): Decision {
  const decision = decide(hits, exact)
  return decision.kind === 'hand-over' ? (askForSubject(folded, hits) ?? decision) : decision
}
