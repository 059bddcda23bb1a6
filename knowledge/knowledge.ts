import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clock } from '../platform/clock.js'
import { reasonOf } from '../platform/fault.js'
import type { Language } from '../platform/language.js'
import type { Logger } from '../platform/log.js'
import { type Article, type Audience, dayOf, mayAnswer } from './article/article.js'
import { checkArticles } from './article/check-articles.js'
import { type LoadedArticles, loadArticles } from './article/load-articles.js'
import type { PlainFiles } from './article/parse-article.js'
import { byWeight, type Problem } from './article/problem.js'
import { embedMissing, recallVectors } from './embed/embed-missing.js'
import type { Embedder } from './embed/embedder.js'
import { VectorStore } from './embed/vector-store.js'
import { measureText } from './passage/measure-text.js'
import type { Confidence } from './search/confidence.js'
import { Corpus } from './search/corpus.js'
import { type Found, findAnswer } from './search/find-answer.js'
import { foldText } from './search/fold-text.js'
import { GENERAL_CONFIDENCE } from './search/general-confidence.js'
import { readIndex, writeIndex } from './search/index-folder.js'
import { type Lesson, learnConfidence } from './search/learn-confidence.js'
import { OFF_TOPIC } from './search/off-topic.js'
import { NO_SYNONYMS, readSynonyms, type Synonyms } from './search/synonyms.js'
import { ExactVectorIndex, loadGraph, type NewGraph } from './search/vector-index.js'
import { watchFolders } from './watch-folders.js'

export interface KnowledgeOptions {
  /** Holds `articles/`, or is itself a folder of markdown. */
  readonly contentFolder: string
  /** The index is kept below it, in `index/`. */
  readonly dataFolder: string
  /** `null` for words alone. */
  readonly embedder: Embedder | null
  readonly clock: Clock
  readonly log: Logger
  /** Whether changed files are read again by themselves. */
  readonly watch: boolean
  /** Whether files without our front matter are articles; refused when not given. */
  readonly plain?: PlainFiles
  readonly onProgress?: (progress: IndexProgress) => void
}

/** How far the index is. Words are whole before `openKnowledge` returns. */
export interface IndexProgress {
  readonly step: 'reading' | 'embedding' | 'learning' | 'ready'
  readonly done: number
  readonly total: number
}

export interface AskOptions {
  /** The customer's: articles in it are preferred. */
  readonly language: Language
  /** Id of the article that the conversation was about before. */
  readonly topic?: string
  /** `customer` when not given. */
  readonly audience?: Audience
}

/** Ids of articles that came or changed, and of those that are gone. */
export interface KnowledgeChange {
  readonly changed: readonly string[]
  readonly removed: readonly string[]
}

/** What the service knows, and the one way to ask it. */
export interface Knowledge extends AsyncDisposable {
  /** The chat, the hit test, the command line and the evals all ask here. */
  ask(question: string, options: AskOptions, signal: AbortSignal): Promise<Found>
  article(id: string): Article | undefined
  articles(): readonly Article[]
  /** Errors first. */
  problems(): readonly Problem[]
  progress(): IndexProgress
  /** Resolves when every text has its vector and the confidence is learned. */
  complete(): Promise<void>
  /** @returns A function that ends it. */
  onChange(listener: (change: KnowledgeChange) => void): () => void
}

/** A graph takes minutes to build and an exact scan of this many takes 3 ms. */
const GRAPH_FROM = 5_000

/** A question without its vector within this time is answered from words. */
const EMBED_LIMIT = 2_000

/**
 * Opens a folder of articles: reads what changed since the last time, and returns as soon as words
 * can be searched. Vectors follow in the background.
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

/** Vectors take part once nearly all titles have theirs; a few new ones may wait. */
const READY_SHARE = 0.9

/** A question this short may lean on what was said before; a longer one speaks for itself. */
const SHORT_QUESTION = 12

/** Words of the topic find its article too easily; a follow-up must be clearly surer. */
const TOPIC_DISCOUNT = 0.85

class FolderKnowledge implements Knowledge {
  readonly #options: KnowledgeOptions
  readonly #folder: string
  readonly #plain: PlainFiles
  readonly #indexFolder: string
  readonly #listeners = new Set<(change: KnowledgeChange) => void>()
  readonly #stop = new AbortController()
  #corpus = new Corpus(new ExactVectorIndex())
  #confidence: Confidence | null = null
  #synonyms: Synonyms = NO_SYNONYMS
  #loaded: LoadedArticles = { articles: [], seen: [], files: new Set(), problems: [], parsed: 0 }
  #problems: readonly Problem[] = []
  #progress: IndexProgress = { step: 'reading', done: 0, total: 0 }
  #store: VectorStore | null = null
  #newGraph: NewGraph | undefined
  #vectorsReady = false
  #background: Promise<void> = Promise.resolve()
  #changePending = false
  #watcher: AsyncDisposable | undefined

  constructor(options: KnowledgeOptions) {
    this.#options = options
    const content = resolve(options.contentFolder)
    const inner = join(content, 'articles')
    this.#folder = existsSync(inner) ? inner : content
    this.#plain = options.plain ?? 'refuse'
    this.#indexFolder = join(options.dataFolder, 'index')
  }

  async start(signal: AbortSignal): Promise<void> {
    const { embedder, log, watch } = this.#options
    const stop = AbortSignal.any([signal, this.#stop.signal])
    const [stored, store] = await Promise.all([
      readIndex(this.#indexFolder, this.#contentName(), log),
      embedder &&
        VectorStore.open(
          join(this.#indexFolder, 'vectors.bin'),
          embedder.fingerprint,
          embedder.dimensions,
          log,
        ),
    ])
    this.#store = store
    if (stored) {
      this.#loaded = { ...stored, files: new Set(), parsed: 0 }
      const articles = uniqueById(stored.articles)
      this.#corpus = new Corpus(new ExactVectorIndex(), articles, stored.words)
      this.#confidence = stored.confidence
    }
    const change = await this.#load(stop)
    if (store) recallVectors(this.#corpus, store)
    this.#vectorsReady = store !== null && this.#corpus.titleShare >= READY_SHARE
    const changed = change.changed.length + change.removed.length > 0
    this.#background = this.#fill(changed || stored === null)
    if (watch) {
      const watched = [this.#folder, join(this.#options.contentFolder, 'handbook')]
      this.#watcher = await watchFolders(
        watched.filter((folder) => existsSync(folder)),
        () => this.#reload(),
        this.#options,
      )
    }
  }

  async ask(question: string, options: AskOptions, signal: AbortSignal): Promise<Found> {
    const found = await this.#search(question, options, signal)
    const topic = options.topic === undefined ? undefined : this.article(options.topic)
    const short = measureText(found.folded) <= SHORT_QUESTION
    if (!topic || !short || found.exact || found.decision.kind === 'answer') return found
    const followUp = await this.#search(`${topic.title} ${question}`, options, signal)
    const probability = followUp.probability * TOPIC_DISCOUNT
    if (followUp.exact || probability <= found.probability) return found
    return { ...followUp, question, folded: found.folded }
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

  async complete(): Promise<void> {
    let background: Promise<void> | undefined
    while (background !== this.#background) {
      background = this.#background
      await background
    }
  }

  onChange(listener: (change: KnowledgeChange) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stop.abort()
    await this.#watcher?.[Symbol.asyncDispose]()
    await this.complete()
  }

  async #search(
    question: string,
    { language, audience = 'customer' }: AskOptions,
    signal: AbortSignal,
  ): Promise<Found> {
    const today = dayOf(this.#options.clock.now())
    const vector = await this.#vectorOf(question, signal)
    return findAnswer(
      {
        corpus: this.#corpus,
        confidence: this.#confidence ?? GENERAL_CONFIDENCE,
        synonyms: this.#synonyms,
      },
      question,
      foldText(question),
      language,
      vector,
      (article) => mayAnswer(article, today, audience),
    )
  }

  async #vectorOf(question: string, signal: AbortSignal): Promise<Float32Array | null> {
    const { embedder, log } = this.#options
    if (!embedder || !this.#vectorsReady) return null
    try {
      const limited = AbortSignal.any([signal, AbortSignal.timeout(EMBED_LIMIT)])
      const [vector] = await embedder.embed([question], limited, 'question')
      return vector ?? null
    } catch (cause) {
      signal.throwIfAborted() // The customer left.
      log.warn({ reason: reasonOf(cause) }, 'a question was searched by its words alone')
      return null
    }
  }

  /** Reads what changed, and brings the corpus to it in one step. */
  async #load(signal: AbortSignal): Promise<KnowledgeChange> {
    const loaded = await loadArticles(
      this.#folder,
      this.#plain,
      this.#loaded,
      (done, total) => this.#tell({ step: 'reading', done, total }),
      signal,
    )
    this.#synonyms = await readSynonymsOf(this.#options.contentFolder)
    this.#loaded = loaded
    const today = dayOf(this.#options.clock.now())
    const checked = checkArticles(loaded.articles, loaded.files, today)
    this.#problems = [...loaded.problems, ...checked].sort(byWeight)

    const next = new Map(uniqueById(loaded.articles).map((article) => [article.id, article]))
    const now = this.#corpus.articles
    const removed = [...now.keys()].filter((id) => !next.has(id))
    const changed = [...next.values()].filter((article) => {
      const old = now.get(article.id)
      return old?.digest !== article.digest || old.file !== article.file
    })
    for (const id of removed) this.#corpus.remove(id)
    let sliceStart = performance.now()
    for (const article of changed) {
      this.#corpus.put(article)
      // A first start puts thousands; others get their turn in between.
      if (performance.now() - sliceStart < 12) continue
      await new Promise((resolve) => setImmediate(resolve))
      sliceStart = performance.now()
    }
    return { changed: changed.map(({ id }) => id), removed }
  }

  #reload(): void {
    if (this.#changePending || this.#stop.signal.aborted) return
    this.#changePending = true
    this.#background = this.#background.then(async () => {
      this.#changePending = false
      try {
        const change = await this.#load(this.#stop.signal)
        if (change.changed.length + change.removed.length === 0) return
        if (this.#store) recallVectors(this.#corpus, this.#store)
        for (const listener of this.#listeners) listener(change)
        await this.#fill(true)
      } catch (cause) {
        if (this.#stop.signal.aborted) return
        this.#options.log.error(
          { reason: reasonOf(cause) },
          'the articles could not be read again; those read before keep answering',
        )
      }
    })
  }

  /** What need not be waited for: vectors, learning, and the index on disk. */
  async #fill(changed: boolean): Promise<void> {
    const { embedder, log } = this.#options
    const { signal } = this.#stop
    try {
      if (changed) await this.#save()
      if (embedder && this.#store) {
        await embedMissing(
          this.#corpus,
          embedder,
          this.#store,
          (done, total) => {
            this.#vectorsReady ||= this.#corpus.titleShare >= READY_SHARE
            this.#tell({ step: 'embedding', done, total })
          },
          signal,
        )
        this.#vectorsReady = true
        await this.#useGraph()
      }
      if (changed || this.#confidence === null) {
        await this.#learn(signal)
        await this.#save()
      }
    } catch (cause) {
      if (signal.aborted) return
      log.error(
        { reason: reasonOf(cause) },
        'the index is incomplete; it goes on at the next change',
      )
    }
    const total = this.#corpus.unitCount
    this.#tell({ step: 'ready', done: this.#corpus.vectors.size, total })
  }

  async #learn(signal: AbortSignal): Promise<void> {
    const today = dayOf(this.#options.clock.now())
    this.#tell({ step: 'learning', done: 0, total: 1 })
    this.#confidence = await learnConfidence(
      this.#corpus,
      await this.#offTopic(signal),
      (article) => mayAnswer(article, today, 'customer'),
      GENERAL_CONFIDENCE,
      signal,
    )
  }

  async #offTopic(signal: AbortSignal): Promise<readonly Lesson[]> {
    const { embedder } = this.#options
    const texts = OFF_TOPIC.map(({ text }) => text)
    const vectors = await Promise.all(
      texts.map((text) => embedder?.embed([text], signal, 'passage')),
    )
    return OFF_TOPIC.map(({ text, language }, i) => ({
      text,
      language,
      gold: null,
      vector: vectors[i]?.[0] ?? null,
    }))
  }

  async #useGraph(): Promise<void> {
    const { embedder, log } = this.#options
    if (!embedder || this.#corpus.unitCount < GRAPH_FROM) return
    if (this.#newGraph !== undefined) return
    this.#newGraph = await loadGraph(log)
    if (this.#newGraph) this.#corpus.moveVectors(this.#newGraph(embedder.dimensions))
  }

  async #save(): Promise<void> {
    const { articles, seen, problems } = this.#loaded
    const words = this.#corpus.words.store()
    const confidence = this.#confidence
    await writeIndex(this.#indexFolder, this.#contentName(), {
      articles,
      seen,
      problems,
      words,
      confidence,
    })
  }

  #contentName(): string {
    return `${this.#plain} ${this.#folder}`
  }

  #tell(progress: IndexProgress): void {
    this.#progress = progress
    this.#options.onProgress?.(progress)
  }
}

/** Of two articles with one id, the first file's; the other is reported by the check. */
function uniqueById(articles: readonly Article[]): readonly Article[] {
  const byId = new Map<string, Article>()
  for (const article of articles) if (!byId.has(article.id)) byId.set(article.id, article)
  return [...byId.values()]
}

async function readSynonymsOf(contentFolder: string): Promise<Synonyms> {
  const file = join(contentFolder, 'handbook', 'synonyms.md')
  const text = await readFile(file, 'utf8').catch(() => null)
  return text === null ? NO_SYNONYMS : readSynonyms(text)
}
