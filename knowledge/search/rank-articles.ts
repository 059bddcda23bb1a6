import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import type { TextTokens } from '../embed/embedder.js'
import type { Corpus } from './corpus/corpus.js'
import { tokenMatch } from './corpus/token-bag.js'
import { type Fuse, fuseScores, type Nearness } from './fuse-scores.js'
import { familyOf, familyOfText } from './question/language-family.js'
import { polarityConflict, polarityOf } from './question/polarity.js'
import { GLOSS_SHARE, type QuestionVector, sideFor } from './question/question-vector.js'
import { foldText } from './words/fold-text.js'
import type { LeftOut, WeightedTerm } from './words/word-index.js'

/** A question, ready to be searched. */
export interface Query {
  readonly folded: string
  readonly language: Language
  readonly terms: readonly WeightedTerm[]
  readonly synonyms: readonly string[]
  /** `null` where words must do alone. */
  readonly vector: QuestionVector | null
  /** Which articles may answer. */
  readonly mayAnswer: (article: Article) => boolean
  /** A stored question that must not help. */
  readonly leftOut?: LeftOut & { readonly tokens?: TextTokens }
  /** Another way of making one score of words and vectors, to measure what ours is worth. */
  readonly fuse?: Fuse | undefined
}

/** An article, together with its translations, as an answer to one question. */
export interface Candidate {
  /** The version in the customer's language, where there is one. */
  readonly article: Article
  /** BM25 of text and best stored question. */
  readonly words: number
  readonly questionWords: number
  /** Its versions' best, each for itself. */
  readonly near: Nearness
  readonly terms: ReadonlySet<string>
  readonly sameLanguage: boolean
  /** How well the tokens of its best version match the question's; `null` where not known. */
  readonly tokens: number | null
  /** Whether a version has a stored question in the customer's language. */
  readonly askedAlike: boolean
  readonly exact: boolean
  /** Whether its title says the opposite of what the question says has happened. */
  readonly contradicts?: boolean
  /** From `fuseScores`; far above all others for an exact question. */
  readonly score: number
}

/** How many of each list are looked at. Articles have several texts, so more vectors than words. */
const NEIGHBOURS = 120
const WORD_MATCHES = 40

/** How many candidates have their tokens matched: the right one is rarely further behind. */
const MATCHED = 8

/** A stored question's words beside the article's own. */
const QUESTION_WEIGHT = 1

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
  for (const id of words.best(WORD_MATCHES, QUESTION_WEIGHT)) found.add(corpus.originalOf(id))
  if (query.vector) {
    for (const vector of new Set([query.vector.own, query.vector.foreign])) {
      for (const { label } of corpus.vectors.search(vector, NEIGHBOURS)) {
        const unit = corpus.unit(label)
        if (unit) found.add(corpus.originalOf(unit.article))
      }
    }
  }

  const isAlike = (text: string) => familyOfText(text) === familyOf(query.language)
  const asked = polarityOf(query.folded)
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
    const sameLanguage = isSameFamily(article.language, query.language)
    const near = versions.map(({ id }) => nearnessTo(corpus, id, query, !sameLanguage))
    // The gloss is a help where nothing better is there.
    const spoken = sameLanguage
      ? versions.filter(({ language }) => isSameFamily(language, query.language))
      : versions
    const matches = spoken.flatMap(({ id }) => words.get(id) ?? [])
    return [
      {
        article,
        words: Math.max(0, ...spoken.map(({ id }) => totalWords(id))),
        questionWords: Math.max(0, ...matches.map(({ question }) => question)),
        near: nearestOf(near),
        terms: allOf(matches.map(({ terms }) => terms)),
        sameLanguage,
        tokens: null,
        askedAlike: versions.some(({ questions }) => questions.some(isAlike)),
        exact: exact.has(original),
        contradicts: asked.size > 0 && polarityConflict(asked, foldText(article.title)) > 0,
      },
    ]
  })
  const ordered = orderCandidates(candidates, query.language, query.fuse)
  const matched = matchTokens(corpus, query, ordered)
  return matched ? orderCandidates(matched, query.language, query.fuse) : ordered
}

/**
 * Matches the tokens of the first few with the question's. The others keep their places behind:
 * they are taken to match as badly as the worst of those.
 *
 * @returns `null` where tokens are not known, be it of one article.
 */
function matchTokens(
  corpus: Corpus,
  { vector, language, leftOut, mayAnswer }: Query,
  candidates: readonly Candidate[],
): readonly Candidate[] | null {
  const asked = vector?.tokens
  if (!asked) return null
  // A Chinese question's gloss brings English articles nearer that are no better.
  const gloss = language === 'en' ? asked.gloss : null
  const matches: number[] = []
  for (const { article, sameLanguage } of candidates.slice(0, MATCHED)) {
    let best = 0
    for (const id of corpus.versionsOf(article.id)) {
      const version = corpus.articles.get(id)
      const bag = corpus.bagOf(id)
      if (!version || !bag) return null
      if (!mayAnswer(version)) continue
      const own = leftOut?.article === id ? leftOut.tokens : undefined
      const said = tokenMatch(asked.own, bag, own)
      const match =
        gloss && !sameLanguage
          ? (1 - GLOSS_SHARE) * said + GLOSS_SHARE * tokenMatch(gloss, bag, own)
          : said
      best = Math.max(best, match)
    }
    matches.push(best)
  }
  const least = Math.min(...matches)
  return candidates.map((candidate, i) => ({ ...candidate, tokens: matches[i] ?? least }))
}

/** Scores candidates beside each other, and puts the best first. */
export function orderCandidates(
  candidates: readonly Unscored[],
  language: Language,
  fuse: Fuse = fuseScores,
): readonly Candidate[] {
  const scores = fuse(candidates, language)
  return candidates
    .map((candidate, i) => ({
      ...candidate,
      score:
        (scores[i] ?? 0) -
        (candidate.contradicts ? CONTRADICTION_LOSS : 0) +
        (candidate.exact ? EXACT_BONUS : 0),
    }))
    .sort((a, b) => b.score - a.score)
}

type Unscored = Omit<Candidate, 'score'>

/**
 * What a title loses that says the opposite, such as 已发货 of 没发货. A gain for one that says the same
 * was tried: it lifts whatever mentions the step.
 */
const CONTRADICTION_LOSS = 0.14

/** Above every other score. */
const EXACT_BONUS = 10

export function isSameFamily(a: Language, b: Language): boolean {
  return familyOf(a) === familyOf(b)
}

type Cosines = Record<Exclude<keyof Nearness, 'asked'>, number | null>

function nearnessTo(
  corpus: Corpus,
  id: string,
  { vector, language, leftOut }: Query,
  byGloss: boolean,
): Nearness {
  const near: Cosines = { any: null, title: null, passage: null, lead: null }
  let asked = false
  if (!vector) return { ...near, asked }
  for (const label of corpus.unitsOf(id)) {
    const unit = corpus.unit(label)
    if (!unit) continue
    const side = sideFor(vector, !byGloss || unit.family === familyOf(language))
    const similarity = corpus.vectors.similarity(label, side)
    if (similarity === undefined) continue
    const isLeftOut =
      unit.kind === 'question' && leftOut?.article === id && leftOut.question === unit.index
    if (isLeftOut) continue
    asked ||= unit.kind === 'question'
    const part = unit.kind === 'question' ? 'title' : unit.kind
    near[part] = Math.max(near[part] ?? -1, similarity)
    near.any = Math.max(near.any ?? -1, similarity)
  }
  return { ...near, asked }
}

/** Of each kind of text the best of all versions; most articles have one. */
function nearestOf(near: readonly Nearness[]): Nearness {
  const [only, ...others] = near
  if (only && others.length === 0) return only
  return {
    any: greatest(near.map(({ any }) => any)),
    title: greatest(near.map(({ title }) => title)),
    passage: greatest(near.map(({ passage }) => passage)),
    lead: greatest(near.map(({ lead }) => lead)),
    asked: near.some(({ asked }) => asked),
  }
}

function allOf(terms: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const [only, ...others] = terms
  if (only && others.length === 0) return only
  return new Set(terms.flatMap((each) => [...each]))
}

function greatest(values: readonly (number | null)[]): number | null {
  const known = values.flatMap((value) => (value === null ? [] : [value]))
  return known.length === 0 ? null : Math.max(...known)
}
