import MiniSearch, { type AsPlainObject, type Options } from 'minisearch'
import type { Article } from '../article/article.js'
import { foldText } from './fold-text.js'
import { tokenize } from './tokenize.js'

/** What the words say of one article. */
export interface WordMatch {
  /**
   * BM25+ over title, headings and body, times the number of terms it shares with the question:
   * many words in common beat one rare word. Compare within one question only.
   */
  readonly text: number
  /** The same for its best stored question. */
  readonly question: number
  /** Terms of the question that the article or its best stored question has. */
  readonly terms: ReadonlySet<string>
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
const BOOST = { title: 3, headings: 1.5, body: 1 }

/** A synonym counts less than the customer's own word. */
const SYNONYM_WEIGHT = 0.4

/** Latin words of this length may have a typing mistake, where the word as typed is unknown. */
const TYPO_LENGTH = 5

interface TextEntry {
  readonly id: string
  readonly title: string
  readonly headings: string
  readonly body: string
}

interface QuestionEntry {
  readonly id: string
  readonly question: string
}

const TEXT_OPTIONS: Options<TextEntry> = {
  fields: ['title', 'headings', 'body'],
  tokenize: (text) => [...tokenize(text)],
  processTerm: (term) => term,
  autoVacuum: true,
}

const QUESTION_OPTIONS: Options<QuestionEntry> = {
  fields: ['question'],
  tokenize: (text) => [...tokenize(text)],
  processTerm: (term) => term,
  autoVacuum: true,
}

/** In a large folder, a term that more than this share of articles have tells nothing and costs most. */
const COMMON_SHARE = 0.3
const LARGE = 2_000

/** Parts the terms of a question on their way through MiniSearch, which takes one text. */
const SEPARATOR = '\u0000'

/** What `WordIndex` leaves on disk. */
export interface StoredWords {
  readonly texts: unknown
  readonly questions: unknown
  readonly counts: readonly (readonly [string, number])[]
  readonly size: number
}

/**
 * Finds articles by their words. Stored questions are documents of their own, so that the best of
 * them counts and ten weak ones do not, and one can be left out.
 */
export class WordIndex {
  readonly #texts: MiniSearch<TextEntry>
  readonly #questions: MiniSearch<QuestionEntry>
  /** In how many articles each term occurs. */
  readonly #counts: Map<string, number>
  #size: number

  private constructor(stored: StoredWords | null) {
    this.#texts = stored
      ? MiniSearch.loadJS(stored.texts as AsPlainObject, TEXT_OPTIONS)
      : new MiniSearch(TEXT_OPTIONS)
    this.#questions = stored
      ? MiniSearch.loadJS(stored.questions as AsPlainObject, QUESTION_OPTIONS)
      : new MiniSearch(QUESTION_OPTIONS)
    this.#counts = new Map(stored?.counts)
    this.#size = stored?.size ?? 0
  }

  static empty(): WordIndex {
    return new WordIndex(null)
  }

  /** @param stored What `store` gave, perhaps by way of a file. */
  static restore(stored: StoredWords): WordIndex {
    return new WordIndex(stored)
  }

  store(): StoredWords {
    return {
      texts: this.#texts.toJSON(),
      questions: this.#questions.toJSON(),
      counts: [...this.#counts],
      size: this.#size,
    }
  }

  get size(): number {
    return this.#size
  }

  /** In how many articles a term occurs. */
  countOf(term: string): number {
    return this.#counts.get(term) ?? 0
  }

  /** Every term with the number of articles it occurs in, in no order. */
  terms(): Iterable<readonly [term: string, count: number]> {
    return this.#counts
  }

  /** @param article Not in the index yet. */
  add(article: Article): void {
    this.#texts.add(textEntry(article))
    article.questions.forEach((question, i) => {
      this.#questions.add({ id: questionId(article.id, i), question: foldText(question) })
    })
    for (const term of termsOf(article)) this.#counts.set(term, (this.#counts.get(term) ?? 0) + 1)
    this.#size++
  }

  /** @param article Exactly as it was added. */
  remove(article: Article): void {
    this.#texts.discard(article.id)
    article.questions.forEach((_, i) => {
      this.#questions.discard(questionId(article.id, i))
    })
    for (const term of termsOf(article)) {
      const count = this.#counts.get(term) ?? 1
      if (count > 1) this.#counts.set(term, count - 1)
      else this.#counts.delete(term)
    }
    this.#size--
  }

  /**
   * The terms of a question, each once, with what they tell in this folder.
   *
   * @param without An article as it would be without the question that is left out, so that what
   *   only that question says counts as unknown.
   */
  weigh(folded: string, without?: Article): readonly WeightedTerm[] {
    const rest = without && termsOf(without)
    return [...new Set(tokenize(folded))].map((term) => {
      const all = this.#counts.get(term) ?? 0
      const count = rest === undefined || rest.has(term) ? all : Math.max(0, all - 1)
      const idf = Math.log(1 + (this.#size - count + 0.5) / (count + 0.5))
      return { term, idf, known: count > 0 }
    })
  }

  /**
   * Finds every article that shares a term with the question.
   *
   * @param terms From `weigh`.
   * @param synonyms Other words that may stand for them, looked for at a lower weight.
   * @returns By article id.
   */
  search(
    terms: readonly WeightedTerm[],
    synonyms: readonly string[],
    leftOut?: LeftOut,
  ): ReadonlyMap<string, WordMatch> {
    const large = this.#size >= LARGE
    const own = terms.filter(
      ({ term }) => !large || (this.#counts.get(term) ?? 0) < COMMON_SHARE * this.#size,
    )
    const known = new Set(own.map(({ term }) => term))
    const others = synonyms.filter((term) => !known.has(term))
    const query = [...known, ...others].join(SEPARATOR)
    if (query === '') return new Map()
    const lesser = new Set(others)
    const options = {
      tokenize: (text: string) => text.split(SEPARATOR),
      boostTerm: (term: string) => (lesser.has(term) ? SYNONYM_WEIGHT : 1),
      fuzzy: (term: string) =>
        term.length >= TYPO_LENGTH && /^[a-z]+$/.test(term) && !this.#counts.has(term)
          ? 0.2
          : false,
    }
    const matches = new Map<string, { text: number; question: number; terms: Set<string> }>()
    for (const result of this.#texts.search(query, { ...options, boost: BOOST })) {
      matches.set(result.id, {
        text: result.score,
        question: 0,
        terms: new Set(result.queryTerms),
      })
    }
    for (const result of this.#questions.search(query, options)) {
      const { article, question } = parseQuestionId(result.id)
      if (leftOut?.article === article && leftOut.question === question) continue
      const match = matches.get(article) ?? { text: 0, question: 0, terms: new Set<string>() }
      matches.set(article, match)
      const score = result.score
      if (score <= match.question) continue
      match.question = score
      for (const term of result.queryTerms) match.terms.add(term)
    }
    return matches
  }
}

function textEntry(article: Article): TextEntry {
  const headings = new Set(
    article.passages.flatMap((passage) => passage.headings.map((heading) => heading.text)),
  )
  return {
    id: article.id,
    title: foldText(article.title),
    headings: foldText([...headings].join('\n')),
    body: foldText(article.passages.map((passage) => passage.text).join('\n')),
  }
}

function termsOf(article: Article): ReadonlySet<string> {
  const { title, headings, body } = textEntry(article)
  const questions = article.questions.map(foldText)
  return new Set([title, headings, body, ...questions].flatMap((text) => tokenize(text)))
}

function questionId(article: string, question: number): string {
  return `${question}${SEPARATOR}${article}`
}

function parseQuestionId(id: string): LeftOut {
  const at = id.indexOf(SEPARATOR)
  return { article: id.slice(at + 1), question: Number(id.slice(0, at)) }
}
