import { reasonOf } from '../platform/fault.js'
import { waitFor } from '../platform/wait-for.js'
import { type Article, type Audience, dayOf, mayAnswer } from './article/article.js'
import { embedBags } from './embed/embed-bags.js'
import { embedMissing } from './embed/embed-missing.js'
import { embedSentences } from './embed/embed-sentences.js'
import type { IndexProgress, KnowledgeOptions } from './knowledge.js'
import type { Label } from './label/label.js'
import { labelLessons } from './label/label-lessons.js'
import { type Calibration, calibrate } from './measure/calibrate.js'
import type { OpenIndex } from './open-index.js'
import type { Budgets } from './search/confidence/budgets.js'
import type { Confidence } from './search/confidence/confidence.js'
import { GENERAL_CONFIDENCE } from './search/confidence/general-confidence.js'
import { learnConfidence } from './search/confidence/learn-confidence.js'
import type { Unit } from './search/corpus/corpus.js'
import type { ReadingDeps } from './search/question/read-question.js'
import { Sounds } from './search/question/sounds.js'

/** Vectors take part once nearly all titles have theirs; a few new ones may wait. */
const READY_SHARE = 0.9

/** The index is saved before so many texts are embedded, and not only after. */
const WORTH_SAVING = 500

const LEARNING: IndexProgress = { step: 'learning', done: 0, total: 1 }

/** What the filling is told by those who read the articles, as it is at the time. */
export interface FillingDeps {
  readonly labels: () => readonly Label[]
  readonly budgets: () => Budgets
  /** What a question may be said in beside its own words. */
  readonly otherWords: () => Pick<ReadingDeps, 'synonyms' | 'glossary'>
  /** Puts the index on disk. */
  readonly save: () => Promise<void>
}

/**
 * What nobody need wait for once words can be searched: vectors, the learned confidence, and the
 * index on disk. One run at a time; what changes meanwhile gets a run after it, but its vectors
 * while the run still learns: that takes up to a minute, and a new article must be found at once.
 */
export class Filling {
  readonly #options: KnowledgeOptions
  readonly #index: Pick<OpenIndex, 'corpus' | 'store' | 'graph'>
  readonly #deps: FillingDeps
  readonly #signal: AbortSignal
  #confidence: Confidence | null
  #vectorsReady = false
  #progress: IndexProgress = { step: 'reading', done: 0, total: 0 }
  /** Of one revision of the corpus; made when a question first needs them. */
  #sounds: { readonly revision: number; readonly value: Sounds } | undefined
  /** `undefined` while all is done. */
  #running: Promise<void> | undefined
  #again = false
  /** Of what changes while a run learns; `undefined` at all other times. */
  #catchingUp: Promise<void> | undefined
  #isLearning = false

  /** @param confidence What was learned before; `null` when nothing was. */
  constructor(
    options: KnowledgeOptions,
    index: Pick<OpenIndex, 'corpus' | 'store' | 'graph'>,
    confidence: Confidence | null,
    deps: FillingDeps,
    signal: AbortSignal,
  ) {
    this.#options = options
    this.#index = index
    this.#confidence = confidence
    this.#deps = deps
    this.#signal = signal
  }

  get confidence(): Confidence | null {
    return this.#confidence
  }

  /** Whether vectors may take part in a search. */
  get vectorsReady(): boolean {
    return this.#vectorsReady
  }

  get progress(): IndexProgress {
    return this.#progress
  }

  tell(progress: IndexProgress): void {
    this.#progress = progress
    this.#options.onProgress?.(progress)
  }

  /** How the articles' characters sound. */
  sounds(): Sounds {
    const { revision, words } = this.#index.corpus
    if (this.#sounds?.revision !== revision) this.#sounds = { revision, value: new Sounds(words) }
    return this.#sounds.value
  }

  /** What questions are read with, a customer's and a labelled one alike. */
  reading(): ReadingDeps {
    return {
      corpus: this.#index.corpus,
      sounds: () => this.sounds(),
      ...this.#deps.otherWords(),
    }
  }

  /** Gives texts the vectors that are kept. */
  recallVectors(): void {
    const { corpus, store } = this.#index
    if (!store) return
    corpus.recallVectors(store)
    this.#noteVectors()
  }

  /**
   * @param changed Whether there is something to learn and to save.
   * @param isTouched Whether files that say the same were looked at again, which is worth saving.
   */
  start(changed: boolean, isTouched = false): void {
    if (this.#signal.aborted) return
    if (this.#running) {
      this.#again ||= changed
      if (changed && this.#isLearning) this.#catchingUp ??= this.#catchUp()
      return
    }
    this.#running = this.#fill(changed, isTouched).finally(() => {
      this.#running = undefined
      if (!this.#again) return
      this.#again = false
      this.start(true)
    })
  }

  async complete(): Promise<void> {
    while (this.#running) await this.#running
  }

  async calibrate(signal: AbortSignal): Promise<Calibration> {
    const { corpus } = this.#index
    return calibrate(
      corpus,
      await this.#lessons(signal),
      this.#deps.budgets(),
      this.#vectorsReady,
      signal,
    )
  }

  mayAnswer(audience: Audience = 'customer'): (article: Article) => boolean {
    const today = dayOf(this.#options.clock.now())
    return (article) => mayAnswer(article, today, audience)
  }

  async #fill(changed: boolean, isTouched: boolean): Promise<void> {
    const { corpus } = this.#index
    const { log, after } = this.#options
    if (after) await waitFor(after, this.#signal)
    await this.#catchingUp
    try {
      // What takes long to come is worth saving what is there before.
      if (changed && corpus.missing().length >= WORTH_SAVING) await this.#deps.save()
      await this.#embed()
      if (changed || this.#confidence === null) {
        if (this.#options.learns !== false) await this.#learn()
        await this.#deps.save()
      } else if (isTouched) await this.#deps.save()
      // Else the first question with a word that no article has would wait for it.
      this.sounds()
    } catch (cause) {
      if (this.#signal.aborted) return
      const reason = reasonOf(cause)
      log.error({ reason }, 'the index is incomplete until the next change or start')
    }
    this.tell({ step: 'ready', done: corpus.vectors.size, total: corpus.unitCount })
  }

  async #embed(): Promise<void> {
    const { embedder } = this.#options
    const { corpus, store, graph } = this.#index
    if (!embedder || !store) return
    graph?.update()
    const onBatch = (done: number, total: number) => {
      this.#noteVectors()
      graph?.update()
      this.tell({ step: 'embedding', done, total })
    }
    const { tokens } = embedder
    if (tokens && corpus.bags) {
      // Titles and questions find most, and are short.
      const isShort = ({ kind }: Unit) => kind === 'title' || kind === 'question'
      await embedMissing(corpus, embedder, store, onBatch, this.#signal, isShort)
      const onArticle = (id: string) => {
        corpus.recallVectors(store, corpus.unitsOf(id))
        onBatch(corpus.vectors.size, corpus.unitCount)
      }
      await embedBags(corpus, tokens, corpus.bags, store, onArticle, this.#signal)
    }
    await embedMissing(corpus, embedder, store, onBatch, this.#signal)
    this.#vectorsReady = true
    graph?.update()
    // Before learning: until they are there, an answer's sentences are chosen by words.
    await embedSentences(corpus, embedder, store, this.#signal)
  }

  async #catchUp(): Promise<void> {
    const { corpus } = this.#index
    try {
      for (let seen = -1; seen !== corpus.revision; ) {
        seen = corpus.revision
        await this.#embed()
      }
    } catch {
      // The run that follows does it again, and tells what stands in the way.
    } finally {
      this.#catchingUp = undefined
      if (this.#isLearning) this.tell(LEARNING)
    }
  }

  async #learn(): Promise<void> {
    this.tell(LEARNING)
    this.#isLearning = true
    try {
      this.#confidence = await learnConfidence(
        this.#index.corpus,
        await this.#lessons(this.#signal),
        this.#deps.budgets(),
        GENERAL_CONFIDENCE,
        this.#signal,
      )
    } finally {
      this.#isLearning = false
    }
  }

  /** What the team labelled, and what is known from use. */
  async #lessons(signal: AbortSignal) {
    const { embedder, labelsFromUse } = this.#options
    const { articles } = this.#index.corpus
    const used = (await labelsFromUse?.()) ?? []
    const known = used.filter(({ gold }) => gold.every((id) => articles.has(id)))
    const labels = [...this.#deps.labels(), ...known]
    return {
      labelled: await labelLessons(labels, { ...this.reading(), embedder }, signal),
      mayAnswer: this.mayAnswer(),
      tokens: embedder?.tokens ?? null,
    }
  }

  #noteVectors(): void {
    this.#vectorsReady ||= this.#index.corpus.titleShare >= READY_SHARE
  }
}
