import type { Article } from '../../article/article.js'
import { type Bags, bagKey } from '../../embed/bag-store.js'
import type { VectorStore } from '../../embed/vector-store.js'
import { SentenceReader } from '../extract/read-sentences.js'
import { familyOf, familyOfText, type LanguageFamily } from '../question/language-family.js'
import { exactKey } from '../words/fold-text.js'
import { type StoredWords, WordIndex } from '../words/word-index.js'
import {
  type ArticleKeys,
  type ArticleText,
  keysOf,
  partsOf,
  passagesAmong,
  textOf,
} from './article-texts.js'
import { SentenceVectors } from './sentence-vectors.js'
import type { TokenBag } from './token-bag.js'
import type { VectorIndex } from './vector-index.js'

/** One text of an article that has a vector of its own. */
export interface Unit extends ArticleText {
  readonly article: string
  /** Its own, which may be another than its article's. */
  readonly family: LanguageFamily
  /** What its vector is kept under. */
  readonly key: string
}

/** What was on disk: the words of exactly these articles, and the keys of each by its id. */
export interface StoredCorpus {
  readonly words: StoredWords
  readonly keys: ReadonlyMap<string, ArticleKeys>
}

/**
 * The articles with all that finds them: words, vectors, and exact questions.
 *
 * Changes are whole and immediate, so that a search between two of them sees one state.
 */
export class Corpus {
  readonly #articles = new Map<string, Article>()
  readonly #units = new Map<string, readonly number[]>()
  /** By label, which are never used again; a list takes a tenth of a map. */
  readonly #unitOf: (Unit | undefined)[] = []
  #unitCount = 0
  readonly #keys = new Map<string, ArticleKeys>()
  /** Of those whose tokens were asked for. */
  readonly #bagKeys = new WeakMap<ArticleKeys, string>()
  readonly #exact = new Map<string, Set<string>>()
  /** Ids of the articles that name this one as their original, which may itself be missing. */
  readonly #translators = new Map<string, Set<string>>()
  /** What may be quoted of its passages. */
  readonly sentences: SentenceReader
  /** Of its articles' sentences; known once they have been embedded. */
  readonly sentenceVectors = new SentenceVectors()
  /** Of its articles' tokens; `null` where the model gives none. */
  readonly bags: Bags | null
  #words: WordIndex
  #vectors: VectorIndex
  #revision = 0
  /** Looked for once after each change. */
  #foreign = { revision: -1, to: new Map<LanguageFamily, boolean>() }

  constructor(
    vectors: VectorIndex,
    articles: readonly Article[] = [],
    stored?: StoredCorpus,
    sentences = new SentenceReader(),
    bags: Bags | null = null,
  ) {
    this.#vectors = vectors
    this.sentences = sentences
    this.bags = bags
    this.#words = stored ? WordIndex.restore(stored.words) : WordIndex.empty()
    for (const article of articles) {
      if (!stored) this.#words.add(article)
      this.#enter(article, stored?.keys.get(article.id))
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
      this.#unitOf[label] = undefined
      this.#unitCount--
    }
    this.#units.delete(id)
    this.sentenceVectors.forget(id)
    for (const key of this.keysOf(id).exact) {
      this.#exact.get(key)?.delete(id)
      if (this.#exact.get(key)?.size === 0) this.#exact.delete(key)
    }
    if (article.translates !== null) this.#translators.get(article.translates)?.delete(id)
    this.#keys.delete(id)
    this.#articles.delete(id)
  }

  /** Labels of the article's texts, in the order title, questions, passages, lead. */
  unitsOf(id: string): readonly number[] {
    return this.#units.get(id) ?? []
  }

  /** How many passages it has, without reading them, which a question asks of all it finds. */
  passageCountOf(article: Article): number {
    return passagesAmong(this.keysOf(article.id).texts, article)
  }

  /** The tokens of its texts; `undefined` while they are not known. */
  bagOf(id: string): TokenBag | undefined {
    const keys = this.keysOf(id)
    const key = this.#bagKeys.get(keys) ?? bagKey(keys.texts)
    this.#bagKeys.set(keys, key)
    return this.bags?.get(key)
  }

  unit(label: number): Unit | undefined {
    return this.#unitOf[label]
  }

  /** Empty when it has gone. */
  textOf(label: number): string {
    const unit = this.#unitOf[label]
    const article = unit && this.#articles.get(unit.article)
    return unit && article ? textOf(article, unit) : ''
  }

  /** Texts that have no vector, in no order. */
  missing(): readonly { readonly label: number; readonly unit: Unit }[] {
    const missing: { readonly label: number; readonly unit: Unit }[] = []
    this.#unitOf.forEach((unit, label) => {
      if (unit && !this.#vectors.has(label)) missing.push({ label, unit })
    })
    return missing
  }

  /** Share of titles that have their vector, 0 to 1. */
  get titleShare(): number {
    let ready = 0
    for (const [title] of this.#units.values()) {
      if (title !== undefined && this.#vectors.has(title)) ready++
    }
    return this.#units.size === 0 ? 1 : ready / this.#units.size
  }

  get unitCount(): number {
    return this.#unitCount
  }

  /** Gives a text its vector; does nothing when the text has gone meanwhile. */
  setVector(label: number, vector: Float32Array): void {
    if (this.#unitOf[label] && !this.#vectors.has(label)) this.#vectors.add(label, vector)
  }

  /** Gives these texts their vectors, as far as they are kept. */
  recallVectors(
    store: Pick<VectorStore, 'slab' | 'slotOf'>,
    labels: Iterable<number> = this.#unitOf.keys(),
  ): void {
    for (const label of labels) {
      const key = this.#unitOf[label]?.key
      if (key === undefined || this.#vectors.has(label)) continue
      const slot = store.slotOf(key)
      if (slot !== undefined) this.#vectors.link(label, store.slab, slot)
    }
  }

  /** Searches in another index from then on, which must have the same vectors. */
  useVectors(vectors: VectorIndex): void {
    this.#vectors = vectors
  }

  /** To be kept with the article. */
  keysOf(id: string): ArticleKeys {
    return this.#keys.get(id) ?? NO_KEYS
  }

  /** Puts an article in the place of its equal, which takes less memory. */
  exchange(article: Article): void {
    const now = this.#articles.get(article.id)
    if (now?.digest === article.digest) this.#articles.set(article.id, article)
  }

  /** Articles whose title or stored question is this one, but for marks and script. */
  exact(question: string): ReadonlySet<string> {
    return this.#exact.get(exactKey(question)) ?? new Set()
  }

  /** The original of a translation, or the article itself: versions of one share it. */
  originalOf(id: string): string {
    // Asked of each article that a question finds, and most translate nothing.
    if (!this.#articles.get(id)?.translates) return id
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
    const original = this.originalOf(id)
    if (original === id && !this.#translators.has(id)) return [id]
    const found = new Set([original, id])
    for (const each of found)
      for (const other of this.#translators.get(each) ?? []) found.add(other)
    return [...found]
  }

  /** Whether an article that may be shown has no version in this language. */
  isForeignTo(family: LanguageFamily): boolean {
    if (this.#foreign.revision !== this.#revision) {
      this.#foreign = { revision: this.#revision, to: new Map() }
    }
    const known = this.#foreign.to.get(family)
    if (known !== undefined) return known
    const isSpoken = (id: string) => {
      const article = this.#articles.get(id)
      return article?.state === 'published' && familyOf(article.language) === family
    }
    const found = [...this.#articles.values()].some(
      ({ id, state }) => state === 'published' && !this.versionsOf(id).some(isSpoken),
    )
    this.#foreign.to.set(family, found)
    return found
  }

  #enter(article: Article, keys = keysOf(article)): void {
    this.#revision++
    this.#articles.set(article.id, article)
    for (const key of keys.exact) {
      const ids = this.#exact.get(key) ?? new Set()
      this.#exact.set(key, ids.add(article.id))
    }
    this.#keys.set(article.id, keys)
    const parts = partsOf(article.questions.length, passagesAmong(keys.texts, article))
    const labels = parts.flatMap(({ kind, index }, i) => {
      const key = keys.texts[i] ?? ''
      if (key === '') return []
      const family =
        kind === 'question'
          ? familyOfText(article.questions[index] ?? '')
          : familyOf(article.language)
      const label = this.#unitOf.push({ article: article.id, kind, index, family, key }) - 1
      this.#unitCount++
      return [label]
    })
    this.#units.set(article.id, labels)
    if (article.translates !== null) {
      const ids = this.#translators.get(article.translates) ?? new Set()
      this.#translators.set(article.translates, ids.add(article.id))
    }
  }
}

const NO_KEYS: ArticleKeys = { texts: [], exact: [] }
