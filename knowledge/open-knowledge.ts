import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { reasonOf } from '../platform/fault.js'
import type { Language } from '../platform/language.js'
import { type Article, dayOf } from './article/article.js'
import { findFolder } from './article/load-articles.js'
import type { Problem } from './article/problem.js'
import { Asking } from './asking.js'
import { Checking } from './check/checking.js'
import type { Finding } from './check/finding.js'
import { type AnswerTest, TESTS_FOLDER } from './effect/answer-test.js'
import type { Edit, EditedKnowledge } from './effect/edit.js'
import { Filling } from './filling.js'
import { type QuestionSpace, questionSpace } from './gap/question-space.js'
import type { AskOptions, IndexProgress, Knowledge, KnowledgeOptions } from './knowledge.js'
import type { Label } from './label/label.js'
import type { Calibration } from './measure/calibrate.js'
import { type OpenIndex, openIndex } from './open-index.js'
import { exchangeArticles, NO_CONTENT, problemsIn, readContent } from './read-content.js'
import type { Corpus } from './search/corpus/corpus.js'
import { type KnowledgeChange, updateCorpus } from './search/corpus/update-corpus.js'
import type { Quote } from './search/extract/choose-passage.js'
import type { Found } from './search/find-answer.js'
import { type Glossary, loadGlossary } from './search/question/glossary.js'
import { familyOf } from './search/question/language-family.js'
import { watchFolders } from './watch-folders.js'

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
  const content = resolve(options.contentFolder)
  const inner = join(content, 'articles')
  const folder = existsSync(inner) ? inner : content
  await findFolder(folder)
  const glossary = await loadGlossary()
  const index = await openIndex(
    join(options.dataFolder, 'index'),
    folder,
    // Another way of reading needs another index.
    options.plain ?? 'refuse',
    options.embedder,
    options.log,
  )
  const knowledge = new FolderKnowledge(options, folder, index, glossary)
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
  readonly #index: Omit<OpenIndex, 'stored'>
  readonly #corpus: Corpus
  readonly #glossary: Glossary
  readonly #filling: Filling
  readonly #asking: Asking
  readonly #checking: Checking
  readonly #isNew: boolean
  readonly #listeners = new Set<(change: KnowledgeChange) => void>()
  readonly #stop = new AbortController()
  #content = NO_CONTENT
  /** Looked for when first asked for: comparing all articles takes a while. */
  #problems: readonly Problem[] | undefined
  /** Bringing the corpus to what was read; nothing is saved in the middle of it. */
  #applying: Promise<KnowledgeChange> | undefined
  #watcher: AsyncDisposable | undefined
  #endWarmUp = () => {}
  /** Reading, one at a time. */
  #reading: Promise<void> = Promise.resolve()
  #readAgain = false

  /** @param folder Of the articles. */
  constructor(
    options: KnowledgeOptions,
    folder: string,
    { stored, ...index }: OpenIndex,
    glossary: Glossary,
  ) {
    this.#options = options
    this.#folder = folder
    this.#index = index
    this.#corpus = index.corpus
    this.#glossary = glossary
    this.#isNew = stored === null
    if (stored) {
      const { articles, seen, problems } = stored
      this.#content = { ...NO_CONTENT, loaded: { ...NO_CONTENT.loaded, articles, seen, problems } }
    }
    const deps = {
      labels: () => this.#content.labels,
      budgets: () => this.#content.budgets,
      otherWords: () => ({ synonyms: this.#content.synonyms, glossary }),
      save: () => this.#save(),
    }
    const confidence = stored?.confidence ?? null
    this.#checking = new Checking(options, index.corpus, index.folder.mayWrite)
    this.#filling = new Filling(options, index, confidence, deps, this.#stop.signal)
    const content = () => this.#content
    this.#asking = new Asking(options, index, { content, glossary, filling: this.#filling })
  }

  async start(signal: AbortSignal): Promise<void> {
    const { contentFolder, watch } = this.#options
    const kept = new Set(this.#content.loaded.seen)
    const { changed, removed } = await this.#load(AbortSignal.any([signal, this.#stop.signal]))
    const isTouched = this.#content.loaded.seen.some((each) => !kept.has(each))
    this.#filling.start(this.#isNew || changed.length + removed.length > 0, isTouched)
    if (!watch) return
    void this.#filling.complete().then(() => this.#warmUp())
    this.#checking.soon(this.#filling.complete())
    const beside = ['handbook', TESTS_FOLDER].map((name) => join(contentFolder, name))
    const folders = [this.#folder, ...beside]
    this.#watcher = await watchFolders(
      folders.filter(existsSync),
      () => this.#reload(),
      this.#options,
    )
  }

  ask(question: string, options: AskOptions, signal: AbortSignal): Promise<Found> {
    return this.#asking.ask(question, options, signal)
  }

  async quote(
    question: string,
    id: string,
    { language }: Pick<AskOptions, 'language'>,
    signal: AbortSignal,
  ): Promise<Quote | undefined> {
    const article = this.article(id)
    return article && this.quoteFrom(question, article, { language }, signal)
  }

  quoteFrom(
    question: string,
    article: Article,
    { language }: Pick<AskOptions, 'language'>,
    signal: AbortSignal,
  ): Promise<Quote> {
    return this.#asking.quote(question, article, language, signal)
  }

  questionSpace(language: Language, pause: () => Promise<void>): Promise<QuestionSpace> {
    return questionSpace(this.#corpus, familyOf(language), { glossary: this.#glossary, pause })
  }

  async edited(edits: readonly Edit[], signal: AbortSignal): Promise<EditedKnowledge> {
    const { openEdited } = await import('./effect/open-edited.js')
    const { clock, plain = 'refuse' } = this.#options
    const { store } = this.#index
    const today = dayOf(clock.now())
    return openEdited(edits, { ...this.#asking.askDeps(), store, plain, today }, signal)
  }

  revision(): number {
    return this.#asking.revision()
  }

  calibrate(signal: AbortSignal): Promise<Calibration> {
    return this.#filling.calibrate(signal)
  }

  labels(): readonly Label[] {
    return this.#content.labels
  }

  answerTests(): readonly AnswerTest[] {
    return this.#content.answerTests
  }

  article(id: string): Article | undefined {
    return this.#corpus.articles.get(id)
  }

  articles(): readonly Article[] {
    return [...this.#corpus.articles.values()]
  }

  get articlesFolder(): string {
    return this.#folder
  }

  files(): ReadonlySet<string> {
    return this.#content.loaded.files
  }

  async readAgain(): Promise<void> {
    this.#reload()
    await this.#reading
  }

  problems(): readonly Problem[] {
    this.#problems ??= problemsIn(this.#content, dayOf(this.#options.clock.now()))
    return this.#problems
  }

  findings(signal: AbortSignal): Promise<readonly Finding[]> {
    return this.#checking.findings(signal)
  }

  progress(): IndexProgress {
    return this.#filling.progress
  }

  learnAgain(): void {
    this.#asking.forget()
    this.#filling.start(true)
  }

  async complete(): Promise<void> {
    await this.#reading
    await this.#filling.complete()
  }

  async settle(): Promise<void> {
    await this.complete()
    await this.#index.graph?.settle()
  }

  onChange(listener: (change: KnowledgeChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    this.#endWarmUp()
    await this.#watcher?.[Symbol.asyncDispose]()
    await this.complete()
    await this.#checking[Symbol.asyncDispose]()
    await this.#index[Symbol.asyncDispose]()
  }

  #warmUp(): void {
    if (this.#stop.signal.aborted) return
    this.#endWarmUp = this.#asking.warmUpSoon(this.#stop.signal)
  }

  /** Reads what changed, and brings the corpus to it. */
  async #load(signal: AbortSignal): Promise<KnowledgeChange> {
    const { contentFolder, plain = 'refuse' } = this.#options
    const onStep = (done: number, total: number) =>
      this.#filling.tell({ step: 'reading', done, total })
    const source = { contentFolder, articlesFolder: this.#folder, plain }
    this.#content = await readContent(source, this.#content, onStep, signal)
    this.#problems = undefined
    this.#applying = updateCorpus(this.#corpus, this.#content.loaded.articles, onStep)
    const change = await this.#applying.finally(() => {
      this.#applying = undefined
    })
    this.#filling.recallVectors()
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
        this.#filling.start(true)
        this.#checking.soon(this.#filling.complete())
        for (const listener of this.#listeners) listener(change)
      } catch (cause) {
        if (this.#stop.signal.aborted) return
        const message = `${reasonOf(cause)} The articles read before keep answering.`
        this.#problems = [{ level: 'error', file: '', line: 1, message }]
        this.#options.log.error({ reason: reasonOf(cause) }, 'the articles could not be read again')
      }
    })
  }

  async #save(): Promise<void> {
    const { folder } = this.#index
    if (!folder.mayWrite) return
    while (this.#applying) await this.#applying
    const { articles, seen, problems } = this.#content.loaded
    const keys = new Map(articles.map(({ id }) => [id, this.#corpus.keysOf(id)]))
    const words = this.#corpus.words.store()
    const { confidence } = this.#filling
    const lighter = await folder.write({ articles, keys, seen, problems, words, confidence })
    for (const article of lighter) this.#corpus.exchange(article)
    this.#content = exchangeArticles(this.#content, lighter)
  }
}
