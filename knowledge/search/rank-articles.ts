import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import type { Corpus } from './corpus.js'
import { fuseScores } from './fuse-scores.js'
import { cosine } from './vector-index.js'
import type { LeftOut, WeightedTerm } from './word-index.js'

/** A question, ready to be searched. */
export interface Query {
  readonly folded: string
  readonly language: Language
  readonly terms: readonly WeightedTerm[]
  readonly synonyms: readonly string[]
  /** `null` where words must do alone. */
  readonly vector: Float32Array | null
  /** Which articles may answer. */
  readonly mayAnswer: (article: Article) => boolean
  /** A stored question that must not help. */
  readonly leftOut?: LeftOut
}

/** An article, together with its translations, as an answer to one question. */
export interface Candidate {
  /** The version in the customer's language, where there is one. */
  readonly article: Article
  /** BM25 of text and best stored question. */
  readonly words: number
  readonly questionWords: number
  /** Cosine of its nearest text; `null` while it has no vector. */
  readonly cosine: number | null
  /** Cosine of its nearest title or stored question. */
  readonly titleCosine: number | null
  readonly terms: ReadonlySet<string>
  readonly sameLanguage: boolean
  readonly exact: boolean
  /** From `fuseScores`; 1 above every other for an exact question. */
  readonly score: number
}

/** How many of each list are looked at. Articles have several texts, so more vectors than words. */
const NEIGHBOURS = 120
const WORD_MATCHES = 40

/** A stored question's words beside the article's own. */
const QUESTION_WEIGHT = 1

/**
 * Weight of the vectors against the words. Source: `search.md` of the design, measured on public
 * help pages: .9 for Chinese, .6 to .8 for English, words say nothing across languages.
 */
const VECTOR_WEIGHT = { zh: 0.85, en: 0.65, across: 1 }

/** What an article in another language loses against one that the customer can read. */
const FOREIGN_LOSS = 0.15

/** Ranks the articles that may answer, best first; versions of one article count as one. */
export function rankArticles(corpus: Corpus, query: Query): readonly Candidate[] {
  const words = corpus.words.search(query.terms, query.synonyms, query.leftOut)
  const totalWords = (id: string) => {
    const match = words.get(id)
    return match ? match.text + QUESTION_WEIGHT * match.question : 0
  }
  const exact = new Set(
    query.leftOut === undefined
      ? [...corpus.exact(query.folded)].map((id) => corpus.originalOf(id))
      : [],
  )
  const found = new Set<string>(exact)
  const byWords = [...words.keys()].sort((a, b) => totalWords(b) - totalWords(a))
  for (const id of byWords.slice(0, WORD_MATCHES)) found.add(corpus.originalOf(id))
  if (query.vector) {
    for (const { label } of corpus.vectors.search(query.vector, NEIGHBOURS)) {
      const unit = corpus.unit(label)
      if (unit) found.add(corpus.originalOf(unit.article))
    }
  }

  const candidates = [...found].flatMap((original) => {
    const versions = corpus.versionsOf(original).flatMap((id) => {
      const article = corpus.articles.get(id)
      return article && query.mayAnswer(article) ? [article] : []
    })
    const article =
      versions.find(({ language }) => language === query.language) ??
      versions.find(({ language }) => isSameFamily(language, query.language)) ??
      versions[0]
    if (!article) return []
    const near = versions.map(({ id }) => nearest(corpus, id, query))
    const matches = versions.flatMap(({ id }) => words.get(id) ?? [])
    return [
      {
        article,
        words: Math.max(0, ...versions.map(({ id }) => totalWords(id))),
        questionWords: Math.max(0, ...matches.map(({ question }) => question)),
        cosine: greatest(near.map(({ any }) => any)),
        titleCosine: greatest(near.map(({ title }) => title)),
        terms: new Set(matches.flatMap(({ terms }) => [...terms])),
        sameLanguage: isSameFamily(article.language, query.language),
        exact: exact.has(original),
      },
    ]
  })
  const scores = fuseScores(
    candidates.map((candidate) => ({ ...candidate, weight: weightFor(candidate, query.language) })),
  )
  return candidates
    .map((candidate, i) => ({
      ...candidate,
      score:
        (scores[i] ?? 0) - (candidate.sameLanguage ? 0 : FOREIGN_LOSS) + (candidate.exact ? 1 : 0),
    }))
    .sort((a, b) => b.score - a.score)
}

/** Simplified and traditional Chinese are one for search: both are folded. */
export function isSameFamily(a: Language, b: Language): boolean {
  return (a === 'en') === (b === 'en')
}

function weightFor({ sameLanguage }: { sameLanguage: boolean }, language: Language): number {
  if (!sameLanguage) return VECTOR_WEIGHT.across
  return language === 'en' ? VECTOR_WEIGHT.en : VECTOR_WEIGHT.zh
}

function nearest(
  corpus: Corpus,
  id: string,
  { vector, leftOut }: Query,
): { readonly any: number | null; readonly title: number | null } {
  let any: number | null = null
  let title: number | null = null
  if (!vector) return { any, title }
  for (const label of corpus.unitsOf(id)) {
    const unit = corpus.unit(label)
    const other = corpus.vectors.get(label)
    if (!unit || !other) continue
    const isLeftOut =
      unit.kind === 'question' && leftOut?.article === id && leftOut.question === unit.index
    if (isLeftOut) continue
    const similarity = cosine(vector, other)
    any = Math.max(any ?? -1, similarity)
    if (unit.kind !== 'passage') title = Math.max(title ?? -1, similarity)
  }
  return { any, title }
}

function greatest(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => (value === null ? [] : [value]))
  return known.length === 0 ? null : Math.max(...known)
}
