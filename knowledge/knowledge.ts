import type { Clock, Millis } from '../platform/clock.js'
import type { Language } from '../platform/language.js'
import type { Logger } from '../platform/log.js'
import type { Article, Audience } from './article/article.js'
import type { PlainFiles } from './article/parse-article.js'
import type { Problem } from './article/problem.js'
import type { Finding } from './check/finding.js'
import type { ShownArticles } from './check/shown-articles.js'
import type { AnswerTest } from './effect/answer-test.js'
import type { Edit, EditedKnowledge } from './effect/edit.js'
import type { Embedder } from './embed/embedder.js'
import type { QuestionSpace } from './gap/question-space.js'
import type { Label } from './label/label.js'
import type { Calibration } from './measure/calibrate.js'
import type { KnowledgeChange } from './search/corpus/update-corpus.js'
import type { Quote } from './search/extract/choose-passage.js'
import type { Found } from './search/find-answer.js'

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
  /** What use has shown of questions: asked each time before the confidence is learned anew. */
  readonly labelsFromUse?: () => Promise<readonly Label[]>
  /** Whether it learns how sure it may be; `false` for a command that only checks. */
  readonly learns?: boolean
  /** What customers were shown; `null` where it is not known. */
  readonly shownArticles?: () => Promise<ShownArticles | null>
  readonly onProgress?: (progress: IndexProgress) => void
  /** How long a question waits for its vector before words answer; 2 s when not given. */
  readonly vectorLimit?: Millis
  /** Of how many of the latest questions it remembers what was found; 256 when not given. */
  readonly keeps?: number
  /** What nobody need wait for begins when this has settled; without it, at once. */
  readonly after?: Promise<unknown>
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
  /** Markdown that was said last: who asks on is told what else the article says to it. */
  readonly said?: string
  /** `customer` when not given. */
  readonly audience?: Audience
}

/** What the service knows, and the one way to ask it. */
export interface Knowledge extends AsyncDisposable {
  /** The chat, the hit test, the command line and the evals all ask here. */
  ask(question: string, options: AskOptions, signal: AbortSignal): Promise<Found>
  /**
   * What one article says to a question, whether a search would find it or not: so that the choice
   * of sentences can be judged apart from the choice of the article.
   *
   * @returns `undefined` when there is no article of this id.
   */
  quote(
    question: string,
    id: string,
    options: Pick<AskOptions, 'language'>,
    signal: AbortSignal,
  ): Promise<Quote | undefined>
  /** The same of a text that is in no index, such as one that is being written. */
  quoteFrom(
    question: string,
    article: Article,
    options: Pick<AskOptions, 'language'>,
    signal: AbortSignal,
  ): Promise<Quote>
  /**
   * How questions in this language lie to each other and to those of the articles, as of now.
   *
   * @param pause Awaited after each few milliseconds of work.
   */
  questionSpace(language: Language, pause: () => Promise<void>): Promise<QuestionSpace>
  /**
   * The articles as they would be with these edits, beside the ones in use: only what changed is
   * embedded, and what was learned stays. An edited article counts as published, from today on.
   *
   * @throws {Fault} `bad-input` when an edit cannot be read, with what to write instead.
   */
  edited(edits: readonly Edit[], signal: AbortSignal): Promise<EditedKnowledge>
  /**
   * Another number whenever questions may be answered otherwise than before: by other articles,
   * words, thresholds, labels, vectors or answer tests, or on another day.
   */
  revision(): number
  /** How far the probability can be trusted, and what each error budget costs. */
  calibrate(signal: AbortSignal): Promise<Calibration>
  /** What the service team labelled. */
  labels(): readonly Label[]
  /** What questions must be answered with: `answer-tests/*.jsonl` beside the articles. */
  answerTests(): readonly AnswerTest[]
  article(id: string): Article | undefined
  articles(): readonly Article[]
  /** Where their files are; an article's `file` is a path below it. */
  readonly articlesFolder: string
  /** Every file below that folder, pictures included, by such a path. */
  files(): ReadonlySet<string>
  /** Reads what changed on disk at once, for who has just written there. */
  readAgain(): Promise<void>
  /** Errors first. */
  problems(): readonly Problem[]
  /**
   * What articles say against each other and the calendar, errors first. It runs after each change
   * of a watched folder; questions are compared once they have vectors.
   */
  findings(signal: AbortSignal): Promise<readonly Finding[]>
  progress(): IndexProgress
  /** Learns the confidence anew in the background, as when there are more `labelsFromUse`. */
  learnAgain(): void
  /** Resolves when every text has its vector and the confidence is learned. */
  complete(): Promise<void>
  /** The same, and a large folder has its graph, without which searches only take longer. */
  settle(): Promise<void>
  /** @returns A function that ends it. */
  onChange(listener: (change: KnowledgeChange) => void): () => void
}
