import type { Language } from '../platform/language.js'
import { type Article, dayOf } from './article/article.js'
import type { Filling } from './filling.js'
import type { AskOptions, KnowledgeOptions } from './knowledge.js'
import type { OpenIndex } from './open-index.js'
import type { Content } from './read-content.js'
import { type AskDeps, askCorpus, readAsked } from './search/ask-corpus.js'
import { GENERAL_CONFIDENCE } from './search/confidence/general-confidence.js'
import type { Quote } from './search/extract/choose-passage.js'
import { type Found, quoteArticle } from './search/find-answer.js'
import { askFollowUp } from './search/follow-up/ask-follow-up.js'
import { sayMore } from './search/follow-up/say-more.js'
import { type Basis, isSameBasis, KeptAnswers } from './search/kept-answers.js'
import type { Glossary } from './search/question/glossary.js'
import { warmUpSoon } from './warm-up.js'

/** What the asking shares with those who read and fill the index, as it is at the time. */
export interface AskingDeps {
  readonly content: () => Content
  readonly glossary: Glossary
  readonly filling: Pick<
    Filling,
    'confidence' | 'progress' | 'vectorsReady' | 'reading' | 'mayAnswer'
  >
}

/**
 * Asks the index while it is filled and changed: by words until there are vectors, and once for
 * what is asked again before anything changes.
 */
export class Asking {
  readonly #options: KnowledgeOptions
  readonly #index: Pick<OpenIndex, 'corpus' | 'store'>
  readonly #deps: AskingDeps
  readonly #answers: KeptAnswers
  #revision = 0
  /** What the revision stands for. */
  #revisionBasis: Basis = []

  constructor(
    options: KnowledgeOptions,
    index: Pick<OpenIndex, 'corpus' | 'store'>,
    deps: AskingDeps,
  ) {
    this.#options = options
    this.#index = index
    this.#deps = deps
    this.#answers = new KeptAnswers(options.keeps)
  }

  /** What a customer's question finds: by itself, or of the topic before it. */
  async ask(question: string, options: AskOptions, signal: AbortSignal): Promise<Found> {
    const alone = await this.#search(question, options, signal)
    const { articles } = this.#index.corpus
    const topic = options.topic === undefined ? undefined : articles.get(options.topic)
    if (!topic) return alone
    const { language, audience, said } = options
    const search = (text: string) => this.#search(text, options, signal)
    const deps = { ...this.askDeps(), language, audience, said, search }
    const found = await askFollowUp(alone, topic, deps, signal)
    return said === undefined ? found : sayMore(found, said, deps, signal)
  }

  /** What this article says to the question, whether it is in the index or not. */
  async quote(
    question: string,
    article: Article,
    language: Language,
    signal: AbortSignal,
  ): Promise<Quote> {
    const { vector, ...sought } = await readAsked(this.askDeps(), question, language, signal)
    const deps = { corpus: this.#index.corpus, sentenceVector: this.#sentenceVector }
    return quoteArticle(deps, article, sought, language, vector)
  }

  /** What a question is asked with. */
  askDeps(): AskDeps {
    const { embedder, log, vectorLimit } = this.#options
    const { content, filling } = this.#deps
    return {
      corpus: this.#index.corpus,
      confidence: filling.confidence ?? GENERAL_CONFIDENCE,
      budgets: content().budgets,
      sentenceVector: this.#sentenceVector,
      reading: filling.reading(),
      // Once most texts have a vector.
      embedder: filling.vectorsReady ? embedder : null,
      mayAnswer: (audience) => filling.mayAnswer(audience),
      vectorLimit,
      log,
    }
  }

  /** Another number whenever questions may be answered otherwise than before. */
  revision(): number {
    const basis = this.#basis()
    if (!isSameBasis(basis, this.#revisionBasis)) this.#revision++
    this.#revisionBasis = basis
    return this.#revision
  }

  /** For when what was learned is learned anew. */
  forget(): void {
    this.#answers.forget()
  }

  /** @returns A function that stops it. */
  warmUpSoon(signal: AbortSignal): () => void {
    const ask = ({ title, language }: Article) =>
      askCorpus(this.askDeps(), title, language, 'customer', signal)
    return warmUpSoon(this.#options.clock, () => this.#index.corpus.articles.values(), ask)
  }

  async #search(
    question: string,
    { language, audience = 'customer' }: AskOptions,
    signal: AbortSignal,
  ): Promise<Found> {
    const key = `${language} ${audience} ${question}`
    const basis = this.#basis()
    const known = this.#answers.recall(key, basis)
    if (known) return known
    const found = await askCorpus(this.askDeps(), question, language, audience, signal)
    // What was found by words alone, or among half of the vectors, is found better the next time.
    const isWhole =
      (found.vectors || !this.#options.embedder) && this.#deps.filling.progress.step === 'ready'
    if (isWhole) this.#answers.keep(key, basis, found)
    return found
  }

  /** What an answer hangs on besides its question. */
  #basis(): Basis {
    const { content, glossary, filling } = this.#deps
    const { revision, vectors } = this.#index.corpus
    const today = dayOf(this.#options.clock.now())
    const { confidence, progress } = filling
    return [content(), glossary, confidence, progress.step, revision, vectors.size, today]
  }

  readonly #sentenceVector = (text: string) => this.#index.store?.get(text)
}
