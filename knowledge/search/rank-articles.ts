import type { Language } from '../../platform/language.js'
import type { Article } from '../article/article.js'
import type { TextTokens } from '../embed/embedder.js'
import type { Corpus } from './corpus/corpus.js'
import { tokenMatch } from './corpus/token-bag.js'
import { type Fuse, fuseScores, type Nearness } from './fuse-scores.js'
import { familyOf, familyOfText } from './question/language-family.js'
import { type Polarity, polarityConflict, polarityOf } from './question/polarity.js'
import { GLOSS_SHARE, type QuestionVector, sideFor } from './question/question-vector.js'
import { foldText } from './words/fold-text.js'
import type { LeftOut, WeightedTerm, WordMatch, WordMatches } from './words/word-index.js'

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
  /** Those of the question's terms that it has; of the first ten only. */
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
const NEIGHBOURS = 80
const WORD_MATCHES = 40

/**
 * How many candidates have their tokens matched: the first, and of those behind them the ones with
 * the best stored question by words. To match forty finds no more.
 */
const MATCHED = { first: 8, worded: 4 }

/** How many candidates are told with their terms. */
const WITH_TERMS = 10

/** A stored question's words beside the article's own. */
const QUESTION_WEIGHT = 1

/** Ranks the articles that may answer, best first; versions of one article count as one. */
export function rankArticles(corpus: Corpus, query: Query): readonly Candidate[] {
  const words = corpus.words.search(query.terms, query.synonyms, query.leftOut)
  const exact = new Set(
    query.leftOut === undefined
      ? [...corpus.exact(query.folded)].map((id) => corpus.originalOf(id))
      : [],
  )
  const found = new Set([...exact, ...proposed(corpus, query, words)])
  const asked = polarityOf(query.folded)
  const drafts = [...found].flatMap(
    (original) => draftOf(corpus, query, words, original, exact.has(original), asked) ?? [],
  )
  const ordered = bestFirst(drafts, query)
  const matched = matchTokens(corpus, query, ordered)
  const compared = compareSentences(corpus, query, ordered)
  const last = matched || compared ? bestFirst(drafts, query) : ordered
  return last.map(({ draft, score }, i) => candidateOf(draft, score, i < WITH_TERMS))
}

/**
 * Fact by fact, without what the words found, which is as large as the folder: some candidates are
 * kept for as long as their question may be asked again.
 */
function candidateOf(draft: Draft, score: number, withTerms: boolean): Candidate {
  const { matches } = draft
  return {
    article: draft.article,
    words: draft.words,
    questionWords: draft.questionWords,
    near: draft.near,
    terms: withTerms ? new Set(matches.flatMap((match) => match.terms())) : NO_TERMS,
    sameLanguage: draft.sameLanguage,
    tokens: draft.tokens,
    askedAlike: draft.askedAlike,
    exact: draft.exact,
    contradicts: draft.contradicts ?? false,
    score,
  }
}

const NO_TERMS: ReadonlySet<string> = new Set()

/** The originals of what words and vectors found. */
function proposed(corpus: Corpus, { vector }: Query, words: WordMatches): readonly string[] {
  const byWords = words.best(WORD_MATCHES, QUESTION_WEIGHT)
  const byVectors = [...new Set(vector ? [vector.own, vector.foreign] : [])].flatMap((each) =>
    corpus.vectors
      .search(each, NEIGHBOURS)
      .flatMap(({ label }) => corpus.unit(label)?.article ?? []),
  )
  return [...new Set([...byWords, ...byVectors])].map((id) => corpus.originalOf(id))
}

/** A candidate before it is known how it stands beside the others. */
interface Draft extends Omit<Candidate, 'terms' | 'score' | 'tokens' | 'near'> {
  /** Set once it is known which of them are worth matching; so is how near its sentences are. */
  tokens: number | null
  near: Nearness
  /** What the words found of the versions that count. */
  readonly matches: readonly WordMatch[]
}

/** @returns `null` where no version of it may answer. */
function draftOf(
  corpus: Corpus,
  query: Query,
  words: WordMatches,
  original: string,
  exact: boolean,
  asked: Polarity,
): Draft | null {
  const versions = corpus.versionsOf(original).flatMap((id) => {
    const article = corpus.articles.get(id)
    return article && query.mayAnswer(article) ? [article] : []
  })
  const isSpoken = ({ language }: Article) => isSameFamily(language, query.language)
  const isAlike = (text: string) => familyOfText(text) === familyOf(query.language)
  const article =
    versions.find(({ language }) => language === query.language) ??
    versions.find(isSpoken) ??
    versions[0]
  if (!article) return null
  const sameLanguage = isSpoken(article)
  const ids = versions.map(({ id }) => id)
  // The gloss is a help where nothing better is there.
  const counted = sameLanguage ? versions.filter(isSpoken) : versions
  const matches = counted.flatMap(({ id }) => words.get(id) ?? [])
  return {
    article,
    words: Math.max(0, ...matches.map(({ text, question }) => text + QUESTION_WEIGHT * question)),
    questionWords: Math.max(0, ...matches.map(({ question }) => question)),
    near: nearnessTo(corpus, ids, query, !sameLanguage),
    matches,
    sameLanguage,
    tokens: null,
    askedAlike: versions.some(({ questions }) => questions.some(isAlike)),
    exact,
    contradicts: asked.size > 0 && polarityConflict(asked, foldText(article.title)) > 0,
  }
}

/**
 * Gives drafts their tokens' match with the question's: matched of a few, the others are taken to
 * match as badly as the worst of those.
 *
 * @returns Whether it did; not where tokens are not known, be it of one article.
 */
function matchTokens(
  corpus: Corpus,
  { vector, language, leftOut, mayAnswer }: Query,
  ordered: readonly Ordered[],
): boolean {
  const asked = vector?.tokens
  if (!asked) return false
  // A Chinese question's gloss brings English articles nearer that are no better.
  const gloss = language === 'en' ? asked.gloss : null
  const matches = new Map<Draft, number>()
  for (const draft of worthMatching(ordered)) {
    let best = 0
    for (const id of corpus.versionsOf(draft.article.id)) {
      const version = corpus.articles.get(id)
      const bag = corpus.bagOf(id)
      if (!version || !bag) return false
      if (!mayAnswer(version)) continue
      const own = leftOut?.article === id ? leftOut.tokens : undefined
      const said = tokenMatch(asked.own, bag, own)
      const match =
        gloss && !draft.sameLanguage
          ? (1 - GLOSS_SHARE) * said + GLOSS_SHARE * tokenMatch(gloss, bag, own)
          : said
      best = Math.max(best, match)
    }
    matches.set(draft, best)
  }
  const least = Math.min(...matches.values())
  for (const { draft } of ordered) draft.tokens = matches.get(draft) ?? least
  return true
}

/**
 * Tells how near the sentences are of drafts without stored questions, which say it as customers
 * do: of a few, the others are taken to be as far as the farthest of those.
 *
 * @returns Whether it did; not where the sentences' vectors are not known, be it of one article.
 */
function compareSentences(
  corpus: Corpus,
  { vector, language, mayAnswer }: Query,
  ordered: readonly Ordered[],
): boolean {
  const plain = ordered.filter(({ draft }) => !draft.near.asked)
  if (!vector || plain.length === 0) return false
  const nearest = new Map<Draft, number>()
  for (const draft of worthMatching(plain)) {
    let best = 0
    for (const id of corpus.versionsOf(draft.article.id)) {
      const version = corpus.articles.get(id)
      if (!version || !mayAnswer(version)) continue
      const side = sideFor(vector, isSameFamily(language, version.language))
      const near = corpus.sentenceVectors.nearest(id, side, SENTENCES)
      if (near === undefined) return false
      best = Math.max(best, near)
    }
    nearest.set(draft, best)
  }
  const least = Math.min(...nearest.values())
  for (const { draft } of plain) {
    draft.near = { ...draft.near, sentences: nearest.get(draft) ?? least }
  }
  return true
}

/** So many of an article's nearest sentences count. */
const SENTENCES = 2

function worthMatching(ordered: readonly Ordered[]): readonly Draft[] {
  const drafts = ordered.map(({ draft }) => draft)
  const rest = drafts.slice(MATCHED.first)
  const worded = rest
    .filter(({ questionWords }) => questionWords > 0)
    .sort((a, b) => b.questionWords - a.questionWords)
  const chosen = [...drafts.slice(0, MATCHED.first), ...worded.slice(0, MATCHED.worded), ...rest]
  return [...new Set(chosen)].slice(0, MATCHED.first + MATCHED.worded)
}

interface Ordered {
  readonly draft: Draft
  readonly score: number
}

/** Scores drafts beside each other, and puts the best first. */
function bestFirst(
  drafts: readonly Draft[],
  { language, fuse = fuseScores }: Query,
): readonly Ordered[] {
  const scores = fuse(drafts, language)
  return drafts
    .map((draft, i) => ({
      draft,
      score:
        (scores[i] ?? 0) -
        (draft.contradicts ? CONTRADICTION_LOSS : 0) +
        (draft.exact ? EXACT_BONUS : 0),
    }))
    .sort((a, b) => b.score - a.score)
}

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

/** So many of an article's nearest titles and stored questions count. */
const SEVERAL = 5

/** How near the versions of one article are, each kind of text by the best of all. */
function nearnessTo(
  corpus: Corpus,
  versions: readonly string[],
  { vector, language, leftOut }: Query,
  byGloss: boolean,
): Nearness {
  const titles: number[] = []
  const passages: number[] = []
  const leads: number[] = []
  let asked = false
  for (const id of vector ? versions : []) {
    for (const label of corpus.unitsOf(id)) {
      const unit = corpus.unit(label)
      if (!vector || !unit) continue
      const side = sideFor(vector, !byGloss || unit.family === familyOf(language))
      const similarity = corpus.vectors.similarity(label, side)
      if (similarity === undefined) continue
      const isLeftOut =
        unit.kind === 'question' && leftOut?.article === id && leftOut.question === unit.index
      if (isLeftOut) continue
      asked ||= unit.kind === 'question'
      if (unit.kind === 'passage') passages.push(similarity)
      else if (unit.kind === 'lead') leads.push(similarity)
      else titles.push(similarity)
    }
  }
  titles.sort((a, b) => b - a)
  const several = titles.slice(0, SEVERAL)
  const [title, passage, lead] = [titles[0] ?? null, greatest(passages), greatest(leads)]
  return {
    any: greatest([title, passage, lead].filter((each) => each !== null)),
    title,
    titles:
      several.length === 0 ? null : several.reduce((sum, each) => sum + each, 0) / several.length,
    passage,
    lead,
    sentences: null,
    asked,
  }
}

function greatest(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.max(...values)
}
