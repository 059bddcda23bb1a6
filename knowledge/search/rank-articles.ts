import type { Article } from '../article/article.js'
import type { Candidate, Draft, Ordered, Query } from './candidate.js'
import type { Corpus } from './corpus/corpus.js'
import { fuseScores, type Nearness } from './fuse-scores.js'
import { lookCloser } from './look-closer.js'
import { familyOf, familyOfText, isSameFamily } from './question/language-family.js'
import { type Polarity, polarityConflict, polarityOf } from './question/polarity.js'
import { sideFor } from './question/question-vector.js'
import { foldText } from './words/fold-text.js'
import type { WordMatches } from './words/word-index.js'

/** How many of each list are looked at. Articles have several texts, so more vectors than words. */
const NEIGHBOURS = 80
const WORD_MATCHES = 40

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
  const last = lookCloser(corpus, query, ordered) ? bestFirst(drafts, query) : ordered
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
    joinedWords: draft.joinedWords,
    passages: draft.passages,
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
    joinedWords: Math.max(0, ...matches.map(({ joinedText }) => joinedText)),
    passages: corpus.passageCountOf(article),
    near: nearnessTo(corpus, ids, query, !sameLanguage),
    matches,
    sameLanguage,
    tokens: null,
    askedAlike: versions.some(({ questions }) => questions.some(isAlike)),
    exact,
    contradicts: asked.size > 0 && polarityConflict(asked, foldText(article.title)) > 0,
  }
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
