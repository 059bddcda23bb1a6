import type { Article } from '../article/article.js'
import { leadText, passageText } from './embedded-text.js'
import { exactKey } from './fold-text.js'
import { SentenceReader } from './read-sentences.js'
import type { VectorIndex } from './vector-index.js'
import { type StoredWords, WordIndex } from './word-index.js'

/** One text of an article that has a vector of its own. */
export interface Unit {
  readonly article: string
  readonly kind: 'title' | 'question' | 'passage' | 'lead'
  /** Which question or passage; 0 for title and lead. */
  readonly index: number
  readonly text: string
}

/** A graph takes about a millisecond for each vector. */
const MOVED_AT_ONCE = 8

/**
 * The articles with all that finds them: words, vectors, and exact questions.
 *
 * Changes are whole and immediate, so that a search between two of them sees one state.
 */
export class Corpus {
  readonly #articles = new Map<string, Article>()
  readonly #units = new Map<string, readonly number[]>()
  readonly #unitOf = new Map<number, Unit>()
  readonly #exact = new Map<string, Set<string>>()
  /** Ids of the articles that name this one as their original, which may itself be missing. */
  readonly #translators = new Map<string, Set<string>>()
  /** What may be quoted of its passages. */
  readonly sentences = new SentenceReader()
  #words: WordIndex
  #vectors: VectorIndex
  #nextLabel = 0
  #revision = 0

  /** @param words With exactly `articles` in it, when it comes from disk. */
  constructor(vectors: VectorIndex, articles: readonly Article[] = [], words?: StoredWords) {
    this.#vectors = vectors
    this.#words = words ? WordIndex.restore(words) : WordIndex.empty()
    for (const article of articles) {
      if (!words) this.#words.add(article)
      this.#enter(article)
    }
  }

  get articles(): ReadonlyMap<string, Article> {
    return this.#articles
  }

  get words(): WordIndex {
    return this.#words
  }

  get vectors(): VectorIndex {
    return this.#vectors
  }

  /** Grows with every change of the articles. */
  get revision(): number {
    return this.#revision
  }

  put(article: Article): void {
    this.remove(article.id)
    this.#words.add(article)
    this.#enter(article)
  }

  remove(id: string): void {
    const article = this.#articles.get(id)
    if (article === undefined) return
    this.#revision++
    this.#words.remove(article)
    for (const label of this.#units.get(id) ?? []) {
      this.#vectors.remove(label)
      this.#unitOf.delete(label)
    }
    this.#units.delete(id)
    for (const key of keysOf(article)) {
      this.#exact.get(key)?.delete(id)
      if (this.#exact.get(key)?.size === 0) this.#exact.delete(key)
    }
    if (article.translates !== null) this.#translators.get(article.translates)?.delete(id)
    this.#articles.delete(id)
  }

  /** Labels of the article's texts, in the order title, questions, passages, lead. */
  unitsOf(id: string): readonly number[] {
    return this.#units.get(id) ?? []
  }

  unit(label: number): Unit | undefined {
    return this.#unitOf.get(label)
  }

  /** Texts that have no vector, in no order. */
  missing(): readonly { readonly label: number; readonly unit: Unit }[] {
    return [...this.#unitOf]
      .filter(([label]) => this.#vectors.get(label) === undefined)
      .map(([label, unit]) => ({ label, unit }))
  }

  /** Share of titles that have their vector, 0 to 1. */
  get titleShare(): number {
    let ready = 0
    for (const [title] of this.#units.values()) {
      if (title !== undefined && this.#vectors.get(title)) ready++
    }
    return this.#units.size === 0 ? 1 : ready / this.#units.size
  }

  get unitCount(): number {
    return this.#unitOf.size
  }

  /** Gives a text its vector; does nothing when the text has gone meanwhile. */
  setVector(label: number, vector: Float32Array): void {
    if (this.#unitOf.has(label) && this.#vectors.get(label) === undefined) {
      this.#vectors.add(label, vector)
    }
  }

  /**
   * Moves all vectors into another index, a slice at a time, and searches there from then on. What
   * changes meanwhile is moved as well.
   *
   * @returns Whether it came to the end before `signal` aborted.
   */
  async moveVectors(next: VectorIndex, signal: AbortSignal): Promise<boolean> {
    const moved = new Set<number>()
    for (let missing = this.#notIn(moved); missing.length > 0; missing = this.#notIn(moved)) {
      for (const [i, label] of missing.entries()) {
        const vector = this.#vectors.get(label)
        if (vector) next.add(label, vector)
        moved.add(label)
        if (i % MOVED_AT_ONCE > 0) continue
        await new Promise((resolve) => setImmediate(resolve))
        if (signal.aborted) return false
      }
    }
    for (const label of moved) if (!this.#unitOf.has(label)) next.remove(label)
    this.#vectors = next
    return true
  }

  #notIn(moved: ReadonlySet<number>): readonly number[] {
    return [...this.#unitOf.keys()].filter((label) => !moved.has(label) && this.#vectors.get(label))
  }

  /** Articles whose title or stored question is this one, but for marks and script. */
  exact(question: string): ReadonlySet<string> {
    return this.#exact.get(exactKey(question)) ?? new Set()
  }

  /** The original of a translation, or the article itself: versions of one share it. */
  originalOf(id: string): string {
    const seen = new Set<string>()
    let at = id
    while (!seen.has(at)) {
      seen.add(at)
      const next = this.#articles.get(at)?.translates
      if (!next || !this.#articles.has(next)) return at
      at = next
    }
    // A ring of translations: all of them agree on one.
    return [...seen].sort()[0] ?? id
  }

  /** The article's translations and what it translates, itself included. */
  versionsOf(id: string): readonly string[] {
    const found = new Set([this.originalOf(id), id])
    for (const each of found)
      for (const other of this.#translators.get(each) ?? []) found.add(other)
    return [...found]
  }

  #enter(article: Article): void {
    this.#revision++
    this.#articles.set(article.id, article)
    for (const key of keysOf(article)) {
      const ids = this.#exact.get(key) ?? new Set()
      this.#exact.set(key, ids.add(article.id))
    }
    const labels = unitsIn(article).map((unit) => {
      const label = this.#nextLabel++
      this.#unitOf.set(label, unit)
      return label
    })
    this.#units.set(article.id, labels)
    if (article.translates !== null) {
      const ids = this.#translators.get(article.translates) ?? new Set()
      this.#translators.set(article.translates, ids.add(article.id))
    }
  }
}

function keysOf(article: Article): readonly string[] {
  return [article.title, ...article.questions].map(exactKey).filter((key) => key !== '')
}

function unitsIn(article: Article): readonly Unit[] {
  const { id, title, questions, passages } = article
  const units: Unit[] = [
    { article: id, kind: 'title', index: 0, text: title },
    ...questions.map((text, index): Unit => ({ article: id, kind: 'question', index, text })),
    ...passages.map(
      (passage, index): Unit => ({
        article: id,
        kind: 'passage',
        index,
        text: passageText(article, passage),
      }),
    ),
  ]
  // With one passage, it is the lead as well.
  if (passages.length > 1) {
    units.push({ article: id, kind: 'lead', index: 0, text: leadText(article) })
  }
  return units.filter(({ text }) => text !== '')
}
