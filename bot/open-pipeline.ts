import { join } from 'node:path'
import {
  createAsksTheSame,
  createSignalReader,
  type Escalation,
  followUpsIn,
  type KeptPages,
  keepPages,
  loadDepartments,
  loadReplies,
  loadRules,
  openSatisfactionReader,
  ordinaryQuestions,
  type Replies,
  type SatisfactionReader,
  type SignalReader,
} from '../handoff/index.js'
import {
  beginEmbedder,
  type Embedder,
  type EmbedderChoice,
  type Knowledge,
  type KnowledgeOptions,
  keepPassages,
  openKnowledge,
} from '../knowledge/index.js'
import type { Clock, Millis } from '../platform/clock.js'
import { type Closing, createClosing } from '../platform/closing.js'
import { Fault, reasonOf } from '../platform/fault.js'
import type { Logger } from '../platform/log.js'
import { waitFor } from '../platform/wait-for.js'
import { openSkills } from './skill/open-skills.js'
import type { Shop } from './skill/shop.js'
import { createPlanTurn, type PlanTurn } from './turn/plan-turn.js'
import { watchFolders } from './watch-folders.js'

export interface PipelineOptions {
  /** Holds `articles`, `replies` and `handbook`. */
  readonly contentFolder: string
  readonly dataFolder: string
  /** Which model makes the vectors. */
  readonly embedder: EmbedderChoice
  readonly clock: Clock
  readonly log: Logger
  /** Whether files that change are read again while it runs. */
  readonly watch: boolean
  /** The shop's own system; without it the bot answers from articles alone. */
  readonly shop?: { readonly client: Shop; readonly zone: string }
  /** Pages of the handbook that the caller keeps; read and saved here when not given. */
  readonly pages?: KeptPages
  /** What nobody need wait for begins when this has settled; without it, at once. */
  readonly after?: Promise<unknown>
  /** How long a question waits for its vector before words answer. */
  readonly vectorLimit?: Millis
  readonly keeps?: KnowledgeOptions['keeps']
  /** What use has shown of questions; nothing when not given. */
  readonly labelsFromUse?: KnowledgeOptions['labelsFromUse']
  /** What customers were shown; not known when not given. */
  readonly shownArticles?: KnowledgeOptions['shownArticles']
}

/** Everything from words to a plan, without the record of conversations: chat and evals share it. */
export interface Pipeline extends AsyncDisposable {
  readonly knowledge: Knowledge
  /** Asked for at each use: editors change them while it runs. */
  replies(): Replies
  escalation(): Escalation
  readonly signals: Pick<SignalReader, 'read' | 'names'>
  readonly plan: PlanTurn
  /** Reads how customers left, once the signals have their model; behind all turns of the bot. */
  openSatisfaction(signal: AbortSignal): Promise<SatisfactionReader>
  /** The vectors that knowledge is searched by. */
  readonly embed: Embedder['embed']
  /** Drops what is kept in memory of customers' words, and learns anew from what use shows. */
  forgetWords(): void
  /** Resolves when every article and every signal is known by meaning, not by words alone. */
  ready(): Promise<void>
}

/** @throws {Fault} `misconfigured` when content or model cannot be used, with every reason. */
export async function openPipeline(
  options: PipelineOptions,
  signal: AbortSignal,
): Promise<Pipeline> {
  const closing = createClosing()
  try {
    return await assemble(options, signal, closing)
  } catch (cause) {
    await closing[Symbol.asyncDispose]()
    throw cause
  }
}

async function assemble(
  options: PipelineOptions,
  signal: AbortSignal,
  closing: Closing,
): Promise<Pipeline> {
  const { contentFolder, dataFolder, clock, log, watch, labelsFromUse } = options
  const after = options.after ?? Promise.resolve()
  // A service outlives every outage of a model that it asks over the network.
  const retries = Number.POSITIVE_INFINITY
  // It loads on a thread of its own, while handbook and articles are read here.
  const beginning = beginEmbedder(options.embedder, { clock, log, retries })
  closing.defer(() => beginning.then((begun) => begun[Symbol.asyncDispose]()).catch(() => {}))
  // Told where it is awaited, not as a rejection that nobody handles.
  beginning.catch(() => {})
  const stop = new AbortController()
  const stopped = AbortSignal.any([signal, stop.signal])
  const folders = {
    replies: join(contentFolder, 'replies'),
    signals: join(contentFolder, 'handbook', 'signals'),
    escalation: join(contentFolder, 'handbook', 'escalation'),
  }
  const pages = options.pages ?? (await keepPages(join(dataFolder, 'index', 'pages.json')))
  // What takes no time is read first, so that a mistake in it is told at once.
  const departments = await loadDepartments(
    join(contentFolder, 'handbook', 'departments.md'),
    pages.parse,
  )
  let replies = await loadReplies(folders.replies, pages.parse)
  const embedder = await beginning
  // Signals are learned beside the articles' questions, which are read after the words.
  let tellKnowledge: (knowledge: Knowledge) => void = () => {}
  const articlesRead = new Promise<Knowledge>((resolve) => {
    tellKnowledge = resolve
  })
  const signals = await createSignalReader(
    {
      folder: folders.signals,
      parse: pages.parse,
      after,
      ordinary: async (stop) => {
        await waitFor(articlesRead, stop)
        stop.throwIfAborted()
        const followUps = await followUpsIn(contentFolder).catch((cause: unknown) => {
          const facts = { event: 'labels-not-read', reason: reasonOf(cause) }
          log.warn(facts, 'signals are learned without what is written after answers')
          return []
        })
        return ordinaryQuestions((await articlesRead).articles(), followUps)
      },
      embed: keepPassages(embedder, join(dataFolder, 'index', 'sentences.txt'), log),
      file: join(dataFolder, 'index', 'signals.json'),
      report: ({ name, cause }) => {
        if (name === 'signal-model-not-kept') {
          const facts = { event: name, reason: reasonOf(cause) }
          return log.warn(facts, 'signals are learned anew at the next start')
        }
        // The embedder itself tells once that it cannot be reached.
        const isTold = cause instanceof Fault && cause.code === 'upstream-down'
        const facts = { event: name, reason: reasonOf(cause) }
        return log[isTold ? 'debug' : 'warn'](facts, 'signals are read by words alone')
      },
    },
    stopped,
  )
  closing.defer(() => {
    stop.abort()
    return signals.ready
  })
  const skills =
    options.shop &&
    (await openSkills(
      {
        ...options.shop,
        folder: join(contentFolder, 'handbook', 'skills'),
        dataFolder,
        embedder,
        ...{ parse: pages.parse, after },
        replies: () => replies,
        articles: () => knowledge.articles(),
        clock,
        log,
      },
      stopped,
    ))
  if (skills) closing.defer(() => skills.ready())
  let escalation = await loadRules(folders.escalation, signals.names, pages.parse)
  if (!options.pages) {
    await pages.save().catch((cause: unknown) => {
      log.warn({ reason: reasonOf(cause) }, 'words and rules are parsed anew at the next start')
    })
  }
  const knowledge = closing.use(
    await openKnowledge(
      {
        contentFolder,
        dataFolder,
        embedder,
        clock,
        log,
        watch,
        after,
        ...(labelsFromUse && { labelsFromUse }),
        ...(options.shownArticles && { shownArticles: options.shownArticles }),
        ...(options.vectorLimit && { vectorLimit: options.vectorLimit }),
        ...(options.keeps && { keeps: options.keeps }),
      },
      stopped,
    ),
  )
  tellKnowledge(knowledge)
  await embedder.loaded

  /** A mistake in a file leaves what was there before in force. */
  async function reload(folder: string): Promise<void> {
    try {
      if (folder === folders.replies) replies = await loadReplies(folder)
      if (folder === folders.signals) await signals.reload()
      if (folder !== folders.replies)
        escalation = await loadRules(folders.escalation, signals.names)
      log.info({ event: 'handbook-changed', folder }, 'words or rules were read again')
    } catch (cause) {
      log.error({ folder, reason: reasonOf(cause) }, 'words or rules stay as they were')
    }
  }
  const unwatched = (cause: unknown) =>
    log.error({ reason: reasonOf(cause) }, 'words and rules are not watched for changes')
  if (watch) closing.use(watchFolders(Object.values(folders), clock, reload, unwatched))
  closing.defer(() => stop.abort())

  return {
    knowledge,
    embed: (...asked) => embedder.embed(...asked),
    forgetWords() {
      embedder.forgetQuestions?.()
      knowledge.learnAgain()
    },
    replies: () => replies,
    escalation: () => escalation,
    signals,
    plan: createPlanTurn({
      knowledge,
      signals,
      escalation: () => escalation,
      replies: () => replies,
      departmentOf: (category) =>
        departments.find(({ categories }) => categories.includes(category))?.id,
      asksTheSame: createAsksTheSame((...asked) => embedder.embed(...asked)),
      ...(skills && { skills }),
    }),
    async openSatisfaction(stop) {
      await waitFor(signals.ready, stop)
      stop.throwIfAborted()
      const embed: typeof embedder.embed = (texts, one) => embedder.embed(texts, one, 'passage')
      return openSatisfactionReader({ signals, embed }, stop)
    },
    async ready() {
      await Promise.all([knowledge.complete(), signals.ready, skills?.ready()])
    },
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  }
}
