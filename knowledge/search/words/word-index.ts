import type { Article } from '../../article/article.js'
import { foldText } from './fold-text.js'
import { Postings, type Scored, type SoughtTerm, type StoredPostings } from './postings.js'
import { tokenize } from './tokenize.js'
import { Vocabulary } from './vocabulary.js'

/** The articles that share a term with a question. */
export interface WordMatches {
  /** @returns `undefined` when the article shares no term. */
  get(article: string): WordMatch | undefined
  /**
   * The ids of the best, best first.
   *
   * @param questionWeight What the best stored question counts beside the text.
   */
  best(count: number, questionWeight: number): readonly string[]
}

/** What the words say of one article. */
export interface WordMatch {
  /**
   * BM25+ over title, headings and body, times the number of terms it shares with the question:
   * many words in common beat one rare word. Compare within one question only.
   */
  readonly text: number
  /**
   * BM25F over the same: a word that stands in title, heading and body counts once, and the number
   * of shared terms not at all. For questions in a customer's own words, most of which an article
   * without stored questions does not have.
   */
  readonly joinedText: number
  /** The same as `text` for its best stored question. */
  readonly question: number
  /** Terms of the question that the article or its best stored question has; found when asked. */
  terms(): readonly string[]
}

/** One term of a question and how much it tells. */
export interface WeightedTerm {
  readonly term: string
  /** Inverse document frequency: high where few articles have it, and for what no article has. */
  readonly idf: number
  readonly known: boolean
}

/** A stored question that must not help, for measuring how it would be found without itself. */
export interface LeftOut {
  readonly article: string
  readonly question: number
}

/**
 * Field weights: a word of the title says more of what an article answers than one of its body.
 * Measured on the sample articles' own questions, each left out (`README.md`, "Figures").
 */
const TITLE = 3
const HEADINGS = 1.5
const BODY = 1

/** A synonym counts less than the customer's own word. */
const SYNONYM_WEIGHT = 0.4

/** In a large folder, a term that more than this share of articles have tells nothing and costs most. */
const COMMON_SHARE = 0.3
const LARGE = 2_000

/** A longer question is searched by its rarest terms. */
const MOST_TERMS = 128

/** What `WordIndex` leaves on disk. */
export interface StoredWords {
  /** With the number of articles that have each. */
  readonly terms: readonly string[]
  readonly counts: Uint32Array
  readonly texts: StoredPostings
  readonly questions: StoredPostings
  /** Of each document of `texts`; empty where there is none. */
  readonly articles: readonly string[]
  /** Of each document of `questions`: the document of its article, and which question it is. */
  readonly owners: Uint32Array
}

/**
 * Finds articles by their words. Stored questions are documents of their own, so that the best of
 * them counts and ten weak ones do not, and one can be left out.
 */
export class WordIndex {
  readonly #vocabulary: Vocabulary
  readonly #texts: Postings
  readonly #questions: Postings
  /** By document of `#texts`. */
  readonly #articles: string[]
  readonly #documents = new Map<string, { readonly text: number; readonly questions: number[] }>()
  /** By document of `#questions`. */
  readonly #owners: { readonly text: number; readonly index: number }[] = []

  private constructor(stored?: StoredWords) {
    this.#vocabulary = new Vocabulary(stored?.terms, stored?.counts)
    this.#texts = new Postings([TITLE, HEADINGS, BODY], stored?.texts)
    this.#questions = new Postings([1], stored?.questions)
    this.#articles = [...(stored?.articles ?? [])]
    const absent = new Set([...(stored?.questions.free ?? []), ...(stored?.questions.gone ?? [])])
    this.#articles.forEach((id, text) => {
      if (id !== '') this.#documents.set(id, { text, questions: [] })
    })
    for (let document = 0; 2 * document < (stored?.owners.length ?? 0); document++) {
      const text = stored?.owners[2 * document] ?? 0
      const index = stored?.owners[2 * document + 1] ?? 0
      this.#owners[document] = { text, index }
      const own = this.#documents.get(this.#articles[text] ?? '')
      if (own && !absent.has(document)) own.questions[index] = document
    }
  }

  static empty(): WordIndex {
    return new WordIndex()
  }

  /** @param stored What `store` gave, perhaps by way of a file. */
  static restore(stored: StoredWords): WordIndex {
    return new WordIndex(stored)
  }

  store(): StoredWords {
    const owners = new Uint32Array(2 * this.#owners.length)
    this.#owners.forEach(({ text, index }, document) => {
      owners[2 * document] = text
      owners[2 * document + 1] = index
    })
    return {
      ...this.#vocabulary.store(),
      texts: this.#texts.store(),
      questions: this.#questions.store(),
      articles: [...this.#articles],
      owners,
    }
  }

  get size(): number {
    return this.#texts.documents
  }

  /** In how many articles a term occurs. */
  countOf(term: string): number {
    return this.#vocabulary.countOf(term)
  }

  /** Every term with the number of articles it occurs in, in no order. */
  terms(): Iterable<readonly [term: string, count: number]> {
    return this.#vocabulary.terms()
  }

  /** @param article Not in the index yet. */
  add(article: Article): void {
    const { fields, questions } = termsOf(article)
    this.#vocabulary.count(allTerms(fields, questions), 1)
    const numbered = (terms: readonly string[]) => terms.map((term) => this.#vocabulary.enter(term))
    const text = this.#texts.add(fields.map(numbered))
    this.#articles[text] = article.id
    const own = questions.map((terms, index) => {
      const document = this.#questions.add([numbered(terms)])
      this.#owners[document] = { text, index }
      return document
    })
    this.#documents.set(article.id, { text, questions: own })
  }

  /** @param article Exactly as it was added. */
  remove(article: Article): void {
    const own = this.#documents.get(article.id)
    if (own === undefined) return
    this.#documents.delete(article.id)
    const { fields, questions } = termsOf(article)
    this.#vocabulary.count(allTerms(fields, questions), -1)
    this.#articles[own.text] = ''
    this.#texts.remove(own.text)
    for (const document of own.questions) this.#questions.remove(document)
  }

  /**
   * The terms of a question, each once, with what they tell in this folder.
   *
   * @param without An article as it would be without the question that is left out, so that what
   *   only that question says counts as unknown.
   */
  weigh(folded: string, without?: Article): readonly WeightedTerm[] {
    const terms = without && termsOf(without)
    const rest = terms && allTerms(terms.fields, terms.questions)
    const size = this.#texts.documents
    return [...new Set(tokenize(folded))].map((term) => {
      const all = this.#vocabulary.countOf(term)
      const count = rest === undefined || rest.has(term) ? all : Math.max(0, all - 1)
      const idf = Math.log(1 + (size - count + 0.5) / (count + 0.5))
      return { term, idf, known: count > 0 }
    })
  }

  /**
   * Finds every article that shares a term with the question.
   *
   * @param terms From `weigh`.
   * @param synonyms Other words that may stand for them, looked for at a lower weight.
   */
  search(
    terms: readonly WeightedTerm[],
    synonyms: readonly string[],
    leftOut?: LeftOut,
  ): WordMatches {
    const words = this.#wordsOf(terms, synonyms)
    const sought = words.flatMap(({ term, weight }, word) => this.#seek(term, weight, word))
    const texts = this.#texts.score(sought)
    const questions = this.#questions.score(sought)
    const skipped =
      leftOut && this.#documents.get(leftOut.article)?.questions[leftOut.question ?? -1]
    const best = this.#bestQuestions(questions, skipped)
    const scoreOf = (text: number) => texts.scores[text] ?? 0
    const questionScoreOf = (text: number) => questions.scores[best.of[text] ?? -1] ?? 0

    return {
      get: (article) => {
        const text = this.#documents.get(article)?.text
        if (text === undefined) return undefined
        const question = best.of[text] ?? NONE
        if (scoreOf(text) === 0 && question === NONE) return undefined
        const isShared = (_: unknown, word: number) =>
          (scoreOf(text) > 0 && texts.has(text, word)) ||
          (question !== NONE && questions.has(question, word))
        return {
          text: scoreOf(text),
          joinedText: texts.joined[text] ?? 0,
          question: questionScoreOf(text),
          terms: () => words.filter(isShared).map(({ term }) => term),
        }
      },
      best: (count, questionWeight) => {
        const byQuestion = best.texts.filter((text) => scoreOf(text) === 0)
        const found = byQuestion.length === 0 ? texts.found : [...texts.found, ...byQuestion]
        const total = (text: number) => scoreOf(text) + questionWeight * questionScoreOf(text)
        return highest(found, total, count).map((text) => this.#articles[text] ?? '')
      },
    }
  }

  /** What is looked for, each once: the question's own terms, then the other words for them. */
  #wordsOf(
    terms: readonly WeightedTerm[],
    synonyms: readonly string[],
  ): readonly { readonly term: string; readonly weight: number }[] {
    const most = this.#texts.documents < LARGE ? Number.POSITIVE_INFINITY : COMMON_SHARE
    const isTelling = (term: string) =>
      this.#vocabulary.countOf(term) < most * this.#texts.documents
    const telling = terms.filter(({ term }) => isTelling(term))
    const own = telling.length > MOST_TERMS ? rarest(telling) : telling
    const known = new Set(own.map(({ term }) => term))
    const others = new Set(synonyms.filter((term) => !known.has(term)))
    return [
      ...own.map(({ term }) => ({ term, weight: 1 })),
      ...[...others].slice(0, MOST_TERMS).map((term) => ({ term, weight: SYNONYM_WEIGHT })),
    ]
  }

  /** A word that no article has may be a typing mistake. */
  #seek(term: string, weight: number, word: number): readonly SoughtTerm[] {
    const number = this.#vocabulary.numberOf(term)
    if (number !== undefined && this.countOf(term) > 0) return [{ term: number, weight, word }]
    return this.#vocabulary
      .alike(term)
      .map((other) => ({ term: other.number, weight: weight * other.likeness, word }))
  }

  /** The articles with a stored question that was found, and by their number the best of those. */
  #bestQuestions({ found, scores }: Scored, skipped: number | undefined): BestQuestions {
    const of = new Int32Array(this.#articles.length).fill(NONE)
    const texts: number[] = []
    for (const question of found) {
      const text = this.#owners[question]?.text
      if (text === undefined || question === skipped) continue
      const before = of[text] ?? NONE
      if (before === NONE) texts.push(text)
      else if ((scores[before] ?? 0) >= (scores[question] ?? 0)) continue
      of[text] = question
    }
    return { texts, of }
  }
}

/** No stored question. */
const NONE = -1

interface BestQuestions {
  readonly texts: readonly number[]
  /** By article, `NONE` where there is none. */
  readonly of: Int32Array
}

/** What nobody has finds nothing, however much it tells. */
function rarest(terms: readonly WeightedTerm[]): readonly WeightedTerm[] {
  return terms
    .filter(({ known }) => known)
    .sort((a, b) => b.idf - a.idf)
    .slice(0, MOST_TERMS)
}

interface ArticleTerms {
  /** Of title, headings and body. */
  readonly fields: readonly (readonly string[])[]
  readonly questions: readonly (readonly string[])[]
}

function termsOf(article: Article): ArticleTerms {
  const headings = new Set(
    article.passages.flatMap((passage) => passage.headings.map((heading) => heading.text)),
  )
  const body = article.passages.map((passage) => passage.text).join('\n')
  const cut = (text: string) => tokenize(foldText(text))
  return {
    fields: [cut(article.title), cut([...headings].join('\n')), cut(body)],
    questions: article.questions.map(cut),
  }
}

function allTerms(
  fields: ArticleTerms['fields'],
  questions: ArticleTerms['questions'],
): ReadonlySet<string> {
  return new Set([...fields, ...questions].flat())
}

/** The highest of many without sorting them all. */
function highest(
  items: readonly number[],
  scoreOf: (item: number) => number,
  count: number,
): readonly number[] {
  const best: number[] = []
  const scores: number[] = []
  for (const item of items) {
    const score = scoreOf(item)
    if (best.length >= count && score <= (scores.at(-1) ?? 0)) continue
    let at = best.length
    while (at > 0 && (scores[at - 1] ?? 0) < score) at--
    best.splice(at, 0, item)
    scores.splice(at, 0, score)
    if (best.length > count) {
      best.pop()
      scores.pop()
    }
  }
  return best
}
