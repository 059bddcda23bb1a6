import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { reasonOf } from '../platform/fault.js'
import type { Language } from '../platform/language.js'
import { type Article, type Audience, dayOf, mayAnswer } from './article/article.js'
import { checkArticles } from './article/check-articles.js'
import { findFolder, type LoadedArticles, loadArticles } from './article/load-articles.js'
import { byWeight, type Problem } from './article/problem.js'
import { embedMissing } from './embed/embed-missing.js'
import { embedSentences } from './embed/embed-sentences.js'
import type { AskOptions, IndexProgress, Knowledge, KnowledgeOptions } from './knowledge.js'
import type { Label } from './label/label.js'
import { labelLessons } from './label/label-lessons.js'
import { readLabels } from './label/read-labels.js'
import { type Calibration, calibrate } from './measure/calibrate.js'
import { type OpenIndex, openIndex } from './open-index.js'
import { type Budgets, DEFAULT_BUDGETS, loadBudgets } from './search/budgets.js'
import type { Quote } from './search/choose-passage.js'
import type { Confidence } from './search/confidence.js'
import { Corpus } from './search/corpus.js'
import { type Found, findAnswer, quoteArticle } from './search/find-answer.js'
import { foldText } from './search/fold-text.js'
import { pointsBack } from './search/follow-up.js'
import { GENERAL_CONFIDENCE } from './search/general-confidence.js'
import { type Glossary, loadGlossary, NO_GLOSSARY } from './search/glossary.js'
import { learnConfidence } from './search/learn-confidence.js'
import type { Lesson } from './search/lesson.js'
import { questionVector } from './search/question-vector.js'
import { type ReadingDeps, readQuestion } from './search/read-question.js'
import { Sounds } from './search/sounds.js'
import { loadSynonyms, NO_SYNONYMS, type Synonyms } from './search/synonyms.js'
import { type KnowledgeChange, updateCorpus } from './search/update-corpus.js'
import { ExactVectorIndex } from './search/vector-index.js'
import { watchFolders } from './watch-folders.js'

/** Vectors take part once nearly all titles have theirs; a few new ones may wait. */
const READY_SHARE = 0.9

/** The index is saved before so many texts are embedded, and not only after. */
const WORTH_SAVING = 500

/** The topic's words find its article too easily, so a follow-up must be clearly surer. */
const TOPIC_DISCOUNT = 0.85

/**
 * Opens a folder of articles: reads what changed since the last time, and returns as soon as words
 * can be searched. Vectors and the learned confidence follow in the background.
 *
 * @throws {Fault} `not-found` when the folder cannot be read.
 */
export async function openKnowledge(
  options: KnowledgeOptions,
  signal: AbortSignal,
): Promise<Knowledge> {
  const knowledge = new FolderKnowledge(options)
  try {
    await knowledge.start(signal)
    return knowledge
  } catch (cause) {
    await knowledge[Symbol.asyncDispose]()
    throw cause
  }
}

class FolderKnowledge implements Knowledge {
  readonly #options: KnowledgeOptions
  readonly #folder: string
  /** Names what the index is of: another folder, or another way of reading it, needs another. */
  readonly #content: string
  readonly #listeners = new Set<(change: KnowledgeChange) => void>()
  readonly #stop = new AbortController()
  #corpus = new Corpus(new ExactVectorIndex())
  #confidence: Confidence | null = null
  #synonyms: Synonyms = NO_SYNONYMS
  #glossary: Glossary = NO_GLOSSARY
  #budgets: Budgets = DEFAULT_BUDGETS
  #labels: readonly Label[] = []
  /** Of one revision of the corpus; made when a question first needs them. */
  #sounds: { readonly revision: number; readonly value: Sounds } | undefined
  #loaded: LoadedArticles = { articles: [], seen: [], files: new Set(), problems: [], parsed: 0 }
  #problems: readonly Problem[] = []
  #progress: IndexProgress = { step: 'reading', done: 0, total: 0 }
  #index: Omit<OpenIndex, 'stored'> | null = null
  #vectorsReady = false
  /** Bringing the corpus to what was read; nothing is saved in the middle of it. */
  #applying: Promise<KnowledgeChange> | undefined
  #watcher: AsyncDisposable | undefined
  /** Reading, one at a time. */
  #reading: Promise<void> = Promise.resolve()
  #readAgain = false
  /** Embedding, learning and saving; `undefined` while all is done. */
  #filling: Promise<void> | undefined
  #fillAgain = false

  constructor(options: KnowledgeOptions) {
    this.#options = options
    const content = resolve(options.contentFolder)
    const inner = join(content, 'articles')
    this.#folder = existsSync(inner) ? inner : content
    this.#content = `${options.plain ?? 'refuse'} ${this.#folder}`
  }

  async start(signal: AbortSignal): Promise<void> {
    const { contentFolder, dataFolder, embedder, log, watch } = this.#options
    await findFolder(this.#folder)
    this.#glossary = await loadGlossary()
    const { stored, ...index } = await openIndex(
      join(dataFolder, 'index'),
      this.#folder,
      this.#content,
      embedder,
      log,
    )
    this.#index = index
    this.#corpus = index.corpus
    if (stored) {
      const { articles, seen, problems } = stored
      this.#loaded = { articles, seen, problems, files: new Set(), parsed: 0 }
      this.#confidence = stored.confidence
    }
    const { changed, removed } = await this.#load(AbortSignal.any([signal, this.#stop.signal]))
    const isNew = stored === null || changed.length + removed.length > 0
    this.#startFilling(isNew)
    if (!watch) return
    const folders = [this.#folder, join(contentFolder, 'handbook')]
    this.#watcher = await watchFolders(
      folders.filter(existsSync),
      () => this.#reload(),
      this.#options,
    )
  }

  async ask(question: string, options: AskOptions, signal: AbortSignal): Promise<Found> {
    const found = await this.#search(question, options, signal)
    const topic = options.topic === undefined ? undefined : this.article(options.topic)
    const meant = found.readings.length > 0 ? found.searched : found.folded
    if (!topic || found.exact || !pointsBack(meant)) return found
    const followUp = await this.#search(`${topic.title} ${question}`, options, signal)
    const probability = followUp.probability * TOPIC_DISCOUNT
    if (followUp.exact || probability <= found.probability) return found
    return { ...followUp, question, folded: found.folded }
  }

  async quote(
    question: string,
    id: string,
    { language }: Pick<AskOptions, 'language'>,
    signal: AbortSignal,
  ): Promise<Quote | undefined> {
    const { vector, ...sought } = await this.#read(question, language, signal)
    const article = this.article(id)
    const deps = { corpus: this.#corpus, sentenceVector: this.#sentenceVector }
    return article && quoteArticle(deps, article, sought, language, vector)
  }

  async calibrate(signal: AbortSignal): Promise<Calibration> {
    const lessons = { labelled: await this.#labelled(signal), mayAnswer: this.#mayAnswer() }
    return calibrate(this.#corpus, lessons, this.#budgets, this.#vectorsReady, signal)
  }

  labels(): readonly Label[] {
    return this.#labels
  }

  article(id: string): Article | undefined {
    return this.#corpus.articles.get(id)
  }

  articles(): readonly Article[] {
    return [...this.#corpus.articles.values()]
  }

  problems(): readonly Problem[] {
    return this.#problems
  }

  progress(): IndexProgress {
    return this.#progress
  }

  learnAgain(): void {
    if (!this.#stop.signal.aborted) this.#startFilling(true)
  }

  async complete(): Promise<void> {
    await this.#reading
    while (this.#filling) await this.#filling
  }

  async settle(): Promise<void> {
    await this.complete()
    await this.#index?.graph?.settle()
  }

  onChange(listener: (change: KnowledgeChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#watcher?.[Symbol.asyncDispose]()
    await this.complete()
    await this.#index?.[Symbol.asyncDispose]()
  }

  async #search(
    question: string,
    { language, audience = 'customer' }: AskOptions,
    signal: AbortSignal,
  ): Promise<Found> {
    const { folded, vector, ...sought } = await this.#read(question, language, signal)
    const deps = {
      corpus: this.#corpus,
      confidence: this.#confidence ?? GENERAL_CONFIDENCE,
      budgets: this.#budgets,
      sentenceVector: this.#sentenceVector,
    }
    const found = findAnswer(deps, sought, language, vector, this.#mayAnswer(audience))
    return { ...found, question, readings: sought.readings, folded }
  }

  readonly #sentenceVector = (text: string) => this.#index?.store?.get(text)

  /** What is searched for: the question as it was meant, and its vector once most texts have one. */
  async #read(question: string, language: Language, signal: AbortSignal) {
    const { embedder, log } = this.#options
    const folded = foldText(question)
    const sought = readQuestion(folded, language, this.#readingDeps())
    const vector =
      embedder && this.#vectorsReady
        ? await questionVector(sought.text, embedder, sought, log, signal)
        : null
    return { folded, ...sought, vector }
  }

  #readingDeps(): ReadingDeps {
    return {
      corpus: this.#corpus,
      sounds: () => this.#soundsOfArticles(),
      synonyms: this.#synonyms,
      glossary: this.#glossary,
    }
  }

  #soundsOfArticles(): Sounds {
    const { revision, words } = this.#corpus
    if (this.#sounds?.revision !== revision) this.#sounds = { revision, value: new Sounds(words) }
    return this.#sounds.value
  }

  /** Reads what changed, and brings the corpus to it. */
  async #load(signal: AbortSignal): Promise<KnowledgeChange> {
    const { clock, contentFolder, plain = 'refuse' } = this.#options
    const onStep = (done: number, total: number) => this.#tell({ step: 'reading', done, total })
    const loaded = await loadArticles(this.#folder, plain, this.#loaded, onStep, signal)
    this.#loaded = loaded
    this.#synonyms = await loadSynonyms(contentFolder)
    const checked = checkArticles(loaded.articles, loaded.files, dayOf(clock.now()))
    const { labels, problems } = await readLabels(
      contentFolder,
      new Set(loaded.articles.map(({ id }) => id)),
    )
    this.#labels = labels
    this.#problems = [...loaded.problems, ...checked, ...problems].sort(byWeight)
    this.#budgets = await loadBudgets(contentFolder)
    this.#applying = updateCorpus(this.#corpus, loaded.articles, onStep)
    const change = await this.#applying.finally(() => {
      this.#applying = undefined
    })
    const store = this.#index?.store
    if (store) {
      this.#corpus.recallVectors(store)
      this.#vectorsReady ||= this.#corpus.titleShare >= READY_SHARE
    }
    return change
  }

  /** Changes that come while one is being read are read right after it, together. */
  #reload(): void {
    if (this.#readAgain) return
    this.#readAgain = true
    this.#reading = this.#reading.then(async () => {
      this.#readAgain = false
      try {
        const change = await this.#load(this.#stop.signal)
        if (change.changed.length + change.removed.length === 0) return
        this.#startFilling(true)
        for (const listener of this.#listeners) listener(change)
      } catch (cause) {
        if (this.#stop.signal.aborted) return
        const message = `${reasonOf(cause)} The articles read before keep answering.`
        this.#problems = [{ level: 'error', file: '', line: 1, message }]
        this.#options.log.error({ reason: reasonOf(cause) }, 'the articles could not be read again')
      }
    })
  }

  #startFilling(changed: boolean): void {
    if (this.#filling) {
      this.#fillAgain ||= changed
      return
    }
    this.#filling = this.#fill(changed).finally(() => {
      this.#filling = undefined
      if (!this.#fillAgain || this.#stop.signal.aborted) return
      this.#fillAgain = false
      this.#startFilling(true)
    })
  }

  /** What nobody need wait for: vectors, learning, and the index on disk. */
  async #fill(changed: boolean): Promise<void> {
    const { signal } = this.#stop
    try {
      // What takes long to come is worth saving what is there before.
      if (changed && this.#corpus.missing().length >= WORTH_SAVING) await this.#save()
      await this.#embed(signal)
      if (changed || this.#confidence === null) {
        await this.#learn(signal)
        await this.#save()
      }
      // Else the first question with a word that no article has would wait for it.
      this.#soundsOfArticles()
      const { embedder } = this.#options
      const store = this.#index?.store
      if (embedder && store) await embedSentences(this.#corpus, embedder, store, signal)
    } catch (cause) {
      if (signal.aborted) return
      const reason = reasonOf(cause)
      this.#options.log.error({ reason }, 'the index is incomplete until the next change or start')
    }
    this.#tell({ step: 'ready', done: this.#corpus.vectors.size, total: this.#corpus.unitCount })
  }

  async #embed(signal: AbortSignal): Promise<void> {
    const { embedder } = this.#options
    const { store, graph } = this.#index ?? {}
    if (!embedder || !store) return
    graph?.update()
    const onBatch = (done: number, total: number) => {
      this.#vectorsReady ||= this.#corpus.titleShare >= READY_SHARE
      graph?.update()
      this.#tell({ step: 'embedding', done, total })
    }
    await embedMissing(this.#corpus, embedder, store, onBatch, signal)
    this.#vectorsReady = true
    graph?.update()
  }

  async #learn(signal: AbortSignal): Promise<void> {
    this.#tell({ step: 'learning', done: 0, total: 1 })
    const lessons = { labelled: await this.#labelled(signal), mayAnswer: this.#mayAnswer() }
    this.#confidence = await learnConfidence(
      this.#corpus,
      lessons,
      this.#budgets,
      GENERAL_CONFIDENCE,
      signal,
    )
  }

  /** What the team labelled, and what is known from use. */
  async #labelled(signal: AbortSignal): Promise<readonly Lesson[]> {
    const { embedder, labelsFromUse } = this.#options
    const used = (await labelsFromUse?.()) ?? []
    const known = used.filter(({ gold }) => gold.every((id) => this.#corpus.articles.has(id)))
    const deps = { ...this.#readingDeps(), embedder }
    return labelLessons([...this.#labels, ...known], deps, signal)
  }

  #mayAnswer(audience: Audience = 'customer'): (article: Article) => boolean {
    const today = dayOf(this.#options.clock.now())
    return (article) => mayAnswer(article, today, audience)
  }

  async #save(): Promise<void> {
    const folder = this.#index?.folder
    if (!folder?.mayWrite) return
    while (this.#applying) await this.#applying
    const { articles, seen, problems } = this.#loaded
    const keys = new Map(articles.map(({ id }) => [id, this.#corpus.keysOf(id)]))
    const words = this.#corpus.words.store()
    const confidence = this.#confidence
    const lighter = await folder.write({ articles, keys, seen, problems, words, confidence })
    for (const article of lighter) this.#corpus.exchange(article)
    const byFile = new Map(lighter.map((article) => [article.file, article]))
    const loaded = this.#loaded.articles.map((article) => {
      const same = byFile.get(article.file)
      return same?.digest === article.digest && same.id === article.id ? same : article
    })
    this.#loaded = { ...this.#loaded, articles: loaded }
  }

  #tell(progress: IndexProgress): void {
    this.#progress = progress
    this.#options.onProgress?.(progress)
  }
}
