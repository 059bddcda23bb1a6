import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { reasonOf } from '../platform/fault.js'
import type { Language } from '../platform/language.js'
import { type Article, dayOf } from './article/article.js'
import { checkArticles } from './article/check-articles.js'
import { findFolder, type LoadedArticles, loadArticles } from './article/load-articles.js'
import { byWeight, type Problem } from './article/problem.js'
import { Checking } from './check/checking.js'
import type { Finding } from './check/finding.js'
import { type AnswerTest, readAnswerTests, TESTS_FOLDER } from './effect/answer-test.js'
import type { Edit, EditedKnowledge } from './effect/edit.js'
import { Filling } from './filling.js'
import { type QuestionSpace, questionSpace } from './gap/question-space.js'
import type { AskOptions, IndexProgress, Knowledge, KnowledgeOptions } from './knowledge.js'
import type { Label } from './label/label.js'
import { readLabels } from './label/read-labels.js'
import type { Calibration } from './measure/calibrate.js'
import { type OpenIndex, openIndex } from './open-index.js'
import { type AskDeps, askCorpus, readAsked } from './search/ask-corpus.js'
import { askFollowUp } from './search/ask-follow-up.js'
import { type Budgets, DEFAULT_BUDGETS, loadBudgets } from './search/confidence/budgets.js'
import { GENERAL_CONFIDENCE } from './search/confidence/general-confidence.js'
import type { Corpus } from './search/corpus/corpus.js'
import { type KnowledgeChange, updateCorpus } from './search/corpus/update-corpus.js'
import type { Quote } from './search/extract/choose-passage.js'
import { type Found, quoteArticle } from './search/find-answer.js'
import { type Basis, isSameBasis, KeptAnswers } from './search/kept-answers.js'
import { type Glossary, loadGlossary, NO_GLOSSARY } from './search/question/glossary.js'
import { familyOf } from './search/question/language-family.js'
import { loadSynonyms, NO_SYNONYMS, type Synonyms } from './search/question/synonyms.js'
import { warmUpSoon } from './warm-up.js'
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
  const index = await openIndex(
    join(options.dataFolder, 'index'),
    folder,
    // Another folder, or another way of reading it, needs another index.
    `${options.plain ?? 'refuse'} ${folder}`,
    options.embedder,
    options.log,
  )
  const knowledge = new FolderKnowledge(options, folder, index)
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
  readonly #filling: Filling
  readonly #checking: Checking
  readonly #isNew: boolean
  readonly #listeners = new Set<(change: KnowledgeChange) => void>()
  readonly #stop = new AbortController()
  readonly #answers: KeptAnswers
  #revision = 0
  /** What the revision stands for. */
  #revisionBasis: Basis = []
  #synonyms: Synonyms = NO_SYNONYMS
  #glossary: Glossary = NO_GLOSSARY
  #budgets: Budgets = DEFAULT_BUDGETS
  #labels: readonly Label[] = []
  #answerTests: readonly AnswerTest[] = []
  #loaded: LoadedArticles = { articles: [], seen: [], files: new Set(), problems: [], parsed: 0 }
  #labelProblems: readonly Problem[] = []
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
  constructor(options: KnowledgeOptions, folder: string, { stored, ...index }: OpenIndex) {
    this.#options = options
    this.#folder = folder
    this.#index = index
    this.#corpus = index.corpus
    this.#isNew = stored === null
    this.#answers = new KeptAnswers(options.keeps)
    if (stored) {
      const { articles, seen, problems } = stored
      this.#loaded = { articles, seen, problems, files: new Set(), parsed: 0 }
    }
    const deps = {
      labels: () => this.#labels,
      budgets: () => this.#budgets,
      otherWords: () => ({ synonyms: this.#synonyms, glossary: this.#glossary }),
      save: () => this.#save(),
    }
    const confidence = stored?.confidence ?? null
    this.#checking = new Checking(options, index.corpus)
    this.#filling = new Filling(options, index, confidence, deps, this.#stop.signal)
  }

  async start(signal: AbortSignal): Promise<void> {
    const { contentFolder, watch } = this.#options
    this.#glossary = await loadGlossary()
    const { changed, removed } = await this.#load(AbortSignal.any([signal, this.#stop.signal]))
    this.#filling.start(this.#isNew || changed.length + removed.length > 0)
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

  async ask(question: string, options: AskOptions, signal: AbortSignal): Promise<Found> {
    const found = await this.#search(question, options, signal)
    const topic = options.topic === undefined ? undefined : this.article(options.topic)
    if (!topic) return found
    const search = (text: string) => this.#search(text, options, signal)
    const deps = { ...this.#asking(), language: options.language, search }
    return askFollowUp(found, topic, deps, signal)
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

  async quoteFrom(
    question: string,
    article: Article,
    { language }: Pick<AskOptions, 'language'>,
    signal: AbortSignal,
  ): Promise<Quote> {
    const { vector, ...sought } = await readAsked(this.#asking(), question, language, signal)
    const deps = { corpus: this.#corpus, sentenceVector: this.#sentenceVector }
    return quoteArticle(deps, article, sought, language, vector)
  }

  questionSpace(language: Language, pause: () => Promise<void>): Promise<QuestionSpace> {
    return questionSpace(this.#corpus, familyOf(language), { glossary: this.#glossary, pause })
  }

  async edited(edits: readonly Edit[], signal: AbortSignal): Promise<EditedKnowledge> {
    const { openEdited } = await import('./effect/open-edited.js')
    const { clock, plain = 'refuse' } = this.#options
    const { store } = this.#index
    const today = dayOf(clock.now())
    return openEdited(edits, { ...this.#asking(), store, plain, today }, signal)
  }

  revision(): number {
    const basis = [...this.#basis(), this.#labels, this.#answerTests]
    if (!isSameBasis(basis, this.#revisionBasis)) this.#revision++
    this.#revisionBasis = basis
    return this.#revision
  }

  calibrate(signal: AbortSignal): Promise<Calibration> {
    return this.#filling.calibrate(signal)
  }

  labels(): readonly Label[] {
    return this.#labels
  }

  answerTests(): readonly AnswerTest[] {
    return this.#answerTests
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
    return this.#loaded.files
  }

  async readAgain(): Promise<void> {
    this.#reload()
    await this.#reading
  }

  problems(): readonly Problem[] {
    this.#problems ??= this.#findProblems()
    return this.#problems
  }

  findings(signal: AbortSignal): Promise<readonly Finding[]> {
    return this.#checking.findings(signal)
  }

  progress(): IndexProgress {
    return this.#filling.progress
  }

  learnAgain(): void {
    this.#answers.forget()
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

  async #search(
    question: string,
    { language, audience = 'customer' }: AskOptions,
    signal: AbortSignal,
  ): Promise<Found> {
    const key = `${language} ${audience} ${question}`
    const basis = this.#basis()
    const known = this.#answers.recall(key, basis)
    if (known) return known
    const found = await askCorpus(this.#asking(), question, language, audience, signal)
    // What was found by words alone, or among half of the vectors, is found better the next time.
    const isWhole =
      (found.vectors || !this.#options.embedder) && this.#filling.progress.step === 'ready'
    if (isWhole) this.#answers.keep(key, basis, found)
    return found
  }

  #warmUp(): void {
    if (this.#stop.signal.aborted) return
    const { signal } = this.#stop
    const ask = ({ title, language }: Article) =>
      askCorpus(this.#asking(), title, language, 'customer', signal)
    this.#endWarmUp = warmUpSoon(this.#options.clock, () => this.#corpus.articles.values(), ask)
  }

  #basis(): Basis {
    const { confidence, progress } = this.#filling
    const { revision, vectors } = this.#corpus
    const today = dayOf(this.#options.clock.now())
    const read = [this.#loaded, this.#budgets, this.#synonyms, this.#glossary]
    return [...read, confidence, progress.step, revision, vectors.size, today]
  }

  readonly #sentenceVector = (text: string) => this.#index.store?.get(text)

  /** What a question is asked with, as it is at the time. */
  #asking(): AskDeps {
    const { embedder, log, vectorLimit } = this.#options
    return {
      corpus: this.#corpus,
      confidence: this.#filling.confidence ?? GENERAL_CONFIDENCE,
      budgets: this.#budgets,
      sentenceVector: this.#sentenceVector,
      reading: this.#filling.reading(),
      // Once most texts have a vector.
      embedder: this.#filling.vectorsReady ? embedder : null,
      mayAnswer: (audience) => this.#filling.mayAnswer(audience),
      vectorLimit,
      log,
    }
  }

  /** Reads what changed, and brings the corpus to it. */
  async #load(signal: AbortSignal): Promise<KnowledgeChange> {
    const { contentFolder, plain = 'refuse' } = this.#options
    const onStep = (done: number, total: number) =>
      this.#filling.tell({ step: 'reading', done, total })
    const loaded = await loadArticles(this.#folder, plain, this.#loaded, onStep, signal)
    this.#loaded = loaded
    this.#synonyms = await loadSynonyms(contentFolder)
    const { labels, problems } = await readLabels(
      contentFolder,
      new Set(loaded.articles.map(({ id }) => id)),
    )
    this.#labels = labels
    const byId = new Map(loaded.articles.map((article) => [article.id, article]))
    const originalOf = (id: string) => byId.get(id)?.translates ?? byId.get(id)?.id
    const answers = await readAnswerTests(contentFolder, originalOf)
    this.#answerTests = answers.tests
    this.#labelProblems = [...problems, ...answers.problems]
    this.#problems = undefined
    this.#budgets = await loadBudgets(contentFolder)
    this.#applying = updateCorpus(this.#corpus, loaded.articles, onStep)
    const change = await this.#applying.finally(() => {
      this.#applying = undefined
    })
    this.#filling.recallVectors()
    return change
  }

  #findProblems(): readonly Problem[] {
    const { articles, files, problems } = this.#loaded
    const checked = checkArticles(articles, files, dayOf(this.#options.clock.now()))
    return [...problems, ...checked, ...this.#labelProblems].sort(byWeight)
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
    const { articles, seen, problems } = this.#loaded
    const keys = new Map(articles.map(({ id }) => [id, this.#corpus.keysOf(id)]))
    const words = this.#corpus.words.store()
    const { confidence } = this.#filling
    const lighter = await folder.write({ articles, keys, seen, problems, words, confidence })
    for (const article of lighter) this.#corpus.exchange(article)
    const byFile = new Map(lighter.map((article) => [article.file, article]))
    const loaded = this.#loaded.articles.map((article) => {
      const same = byFile.get(article.file)
      return same?.digest === article.digest && same.id === article.id ? same : article
    })
    this.#loaded = { ...this.#loaded, articles: loaded }
  }
}
