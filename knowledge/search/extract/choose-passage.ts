import { lazy } from '../../../platform/lazy.js'
import type { Article } from '../../article/article.js'
import type { Passage } from '../../passage/passage.js'
import type { Query } from '../candidate.js'
import type { Corpus } from '../corpus/corpus.js'
import { isSameFamily } from '../question/language-family.js'
import { sideFor } from '../question/question-vector.js'
import { exactKey } from '../words/fold-text.js'
import { askedBy } from './answer-kind.js'
import { askedTerms } from './asked-terms.js'
import { type Extract, extractAnswer } from './extract.js'
import { extractOpening } from './extract-opening.js'
import { type Fit, fitSentences } from './fit-sentences.js'
import type { Wanted } from './sentence-features.js'

/** What an article says to a question, whether or not it is the right article. */
export interface Quote {
  readonly article: Article
  readonly passage: Passage
  readonly extract: Extract
  /** The article's first sentences, which answer its title; empty where it begins with something else. */
  readonly opening: Extract
}

/** One article, with the passage of it that answers and the sentences to say. */
export interface Hit extends Quote {
  /** That this article answers the question, 0 to 1. */
  readonly probability: number
}

export interface SentenceDeps {
  readonly corpus: Corpus
  /** The vector of a sentence by its `sentenceText`, where one is kept. */
  readonly sentenceVector: (text: string) => Float32Array | undefined
}

/**
 * Of an article that answers, the passage and the sentences that say it: both are those of the
 * best sentence. Most hits are only counted, so they are chosen when somebody reads them.
 */
export function hitOf(
  deps: SentenceDeps,
  article: Article,
  probability: number,
  query: Query,
): Hit {
  const said = lazy(() => quoteOf(deps, article, query))
  return {
    article,
    probability,
    get passage() {
      return said().passage
    },
    get extract() {
      return said().extract
    },
    get opening() {
      return said().opening
    },
  }
}

/** Both at once, so that the sentences they are chosen from need not be kept. */
export function quoteOf(
  deps: SentenceDeps,
  article: Article,
  query: Query,
): Omit<Quote, 'article'> {
  const wanted = wantedOf(deps, article, query)
  const all = fitSentences(article, wanted)
  const first = bestFit(article, all, wanted)
  const rest = restOf(all, query.said)
  const next = bestFit(article, rest, wanted)
  const isNext = first && next && next.score >= first.score - SAID_BEFORE
  const [fits, best] = isNext ? [rest, next] : [all, first]
  const passage = article.passages[best?.passage ?? 0]
  if (!passage) throw new Error(`The article ${article.id} has no passage.`)
  const extract = extractAnswer(fits, best, wanted.asked)
  return { passage, extract, opening: extractOpening(all) }
}

/** All that may be quoted of an article, with how well it answers. */
export function fitsFor(deps: SentenceDeps, article: Article, query: Query): readonly Fit[] {
  return fitSentences(article, wantedOf(deps, article, query))
}

/**
 * How far behind what was said before another sentence may be that is said in its place. In 85
 * conversations of people who played customers, fifteen messages were told something beside the point
 * because the answer had been said before, at .7; that serves labelled follow-ups a point better,
 * since hardly any of these asks for what was said.
 */
const SAID_BEFORE = 0.45

/** What was not said before. */
function restOf(fits: readonly Fit[], said: string | undefined): readonly Fit[] {
  return said === undefined ? [] : fits.filter(({ quotable }) => !said.includes(quotable.text))
}

function wantedOf(
  { corpus, sentenceVector }: SentenceDeps,
  article: Article,
  { folded, language, synonyms, vector: question }: Query,
): Wanted {
  const vector = question && sideFor(question, isSameFamily(language, article.language))
  const near = new Map<number, number>()
  for (const label of vector ? corpus.unitsOf(article.id) : []) {
    const unit = corpus.unit(label)
    const similarity = vector && corpus.vectors.similarity(label, vector)
    if (unit?.kind === 'passage' && similarity) near.set(unit.index, similarity)
  }
  return {
    folded,
    asked: askedBy(folded),
    terms: askedTerms(corpus.words, folded, synonyms),
    vector,
    near,
    vectorOf: sentenceVector,
    sentencesOf: (...of) => corpus.sentences.sentencesOf(...of),
  }
}

/**
 * Who asks the title itself is answered by the opening, unless it asks for steps. What only sends
 * elsewhere answers nothing, so it is said where an article says nothing else.
 */
function bestFit(
  article: Article,
  fits: readonly Fit[],
  { folded, asked }: Wanted,
): Fit | undefined {
  const isTitle = asked.kind !== 'steps' && exactKey(article.title) === exactKey(folded)
  const [first] = fits
  if (isTitle && first?.passage === 0) return first
  const telling = fits.filter(({ quotable }) => !quotable.refers)
  return (telling.length > 0 ? telling : fits).reduce<Fit | undefined>(
    (best, each) => (best === undefined || each.score > best.score ? each : best),
    undefined,
  )
}
