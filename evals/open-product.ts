import { openPipeline, type Pipeline } from '../bot/index.js'
import { EMPTY_MEMORY } from '../handoff/index.js'
import {
  type Article,
  ablate,
  dayOf,
  detectLanguage,
  type Embedder,
  groupPoints,
  type Knowledge,
  mayAnswer,
  openEmbedder,
  openKnowledge,
  placeQuestions,
  readEmbedderChoice,
  toLanguageScript,
  VARIANTS,
} from '../knowledge/index.js'
import { type Clock, MINUTE, SECOND, systemClock } from '../platform/clock.js'
import { Fault } from '../platform/fault.js'
import type { Language } from '../platform/language.js'
import { createLog } from '../platform/log.js'
import type { AblationDeps } from './ablation.js'
import { type ChatDeps, openChat } from './converse/open-chat.js'
import type { EvaluateDeps, OpenOptions } from './evaluate.js'
import { excerptOf } from './excerpts.js'
import type { GateDeps } from './gate/run-gate.js'
import { planOnce } from './plan-once.js'
import type { PlantedDeps } from './planted/measure-planted.js'
import { explainTurns, MOST_PASSAGES, playTurns } from './play-turns.js'
import type { Progress } from './progress.js'
import type { KnowledgeDeps } from './suite.js'

/** A run that cannot reach its model ends; a service waits. */
const RETRIES = 3

/** Opens articles alone, in any folder of markdown, and waits until all are known by meaning. */
export const openArticles: EvaluateDeps['openKnowledge'] = async (options, progress, signal) => {
  const {
    knowledge,
    embedder,
    [Symbol.asyncDispose]: close,
  } = await openFolder(options, progress, signal)
  return { ...knowledgeDeps(knowledge, embedder.embed), [Symbol.asyncDispose]: close }
}

/** Opens the same to be asked without each of its parts. */
export const openAblation: AblationDeps['openAblation'] = async (options, progress, signal) => {
  const { contentFolder, dataFolder, now } = options
  const opened = await openFolder(options, progress, signal)
  const { knowledge, embedder, log } = opened
  const today = dayOf(now)
  const parts = {
    articles: knowledge.articles(),
    labels: knowledge.labels(),
    mayAnswer: (article: Article) => mayAnswer(article, today, 'customer'),
    contentFolder,
    dataFolder,
    embedder,
    log,
  }
  return {
    ...knowledgeDeps(knowledge, embedder.embed),
    variants: VARIANTS.length + 1,
    ablate: (questions, stop) => ablate(questions, parts, stop),
    [Symbol.asyncDispose]: opened[Symbol.asyncDispose],
  }
}

/** Opens a content folder to be compared with another one. */
export const openGate: GateDeps['openGate'] = async (options, progress, signal) => {
  const { knowledge, [Symbol.asyncDispose]: close } = await openFolder(options, progress, signal)
  return {
    ask: (question, asked, stop) => knowledge.ask(question, asked, stop),
    answerTests: () => knowledge.answerTests(),
    labels: () => knowledge.labels(),
    articles: () => knowledge.articles(),
    problems: () => knowledge.problems(),
    [Symbol.asyncDispose]: close,
  }
}

/** Opens a content folder to be checked, for which nothing need be learned. */
export const openCheck: PlantedDeps['openCheck'] = async (options, progress, signal) => {
  const opened = await openFolder({ ...options, learns: false }, progress, signal)
  const { knowledge, [Symbol.asyncDispose]: close } = opened
  return {
    check: async (stop) => ({
      articles: knowledge.articles().length,
      findings: await knowledge.findings(stop),
      problems: knowledge.problems(),
    }),
    [Symbol.asyncDispose]: close,
  }
}

async function openFolder(
  options: OpenOptions & { readonly learns?: boolean },
  progress: Progress,
  signal: AbortSignal,
) {
  const { contentFolder, dataFolder, learns = true } = options
  const log = createLog('warn')
  const clock = clockAt(options)
  const embedder = await openEmbedder(readEmbedderChoice(process.env), {
    clock,
    log,
    retries: RETRIES,
  })
  const close = () => embedder[Symbol.asyncDispose]()
  const knowledge = await orClose(close, () =>
    openKnowledge(
      {
        contentFolder,
        dataFolder,
        embedder,
        clock,
        log,
        watch: false,
        learns,
        vectorLimit: VECTOR_LIMIT,
        plain: 'allow',
      },
      signal,
    ),
  )
  const closeBoth = async () => {
    await knowledge[Symbol.asyncDispose]()
    await close()
  }
  await orClose(closeBoth, async () => {
    if (knowledge.articles().length === 0) {
      throw new Fault(
        'bad-input',
        `${contentFolder} holds no article. Name a folder of markdown files with --content.`,
      )
    }
    await waitFor(knowledge.complete(), knowledge, progress, signal)
  })
  return { knowledge, embedder, log, [Symbol.asyncDispose]: closeBoth }
}

/**
 * Nobody waits here, and figures must not depend on what else the machine does: a question that is
 * searched by words alone, since the model was late, is another one.
 */
const VECTOR_LIMIT = 5 * MINUTE

/**
 * More than all suites ask: `behaviour`, `decision` and `retrieval` ask the same two thousand, and
 * what was found the first time is found again.
 */
const QUESTIONS = 10_000

/** Opens the bot as the service does, without a record of conversations. */
export const openBot: EvaluateDeps['openPipeline'] = async (options, progress, signal) => {
  const { contentFolder, dataFolder } = options
  const log = createLog('warn')
  const pipeline = await openPipeline(
    {
      contentFolder,
      dataFolder,
      embedder: readEmbedderChoice(process.env),
      clock: clockAt(options),
      log,
      watch: false,
      vectorLimit: VECTOR_LIMIT,
      keeps: QUESTIONS,
    },
    signal,
  )
  const close = () => pipeline[Symbol.asyncDispose]()
  await orClose(close, () => waitFor(pipeline.ready(), pipeline.knowledge, progress, signal))
  const plan = planOnce(pipeline.plan)
  const deps = { plan, titleIn: toLanguageScript }
  const chatDeps = chatDepsOf(pipeline, plan)
  return {
    ...knowledgeDeps(pipeline.knowledge, pipeline.embed),
    play: (texts, start, stop) => playTurns(texts, { ...start, memory: EMPTY_MEMORY }, deps, stop),
    async quote(question, { article, language }, stop) {
      const quote = await pipeline.knowledge.quote(question, article, { language }, stop)
      return quote ? excerptOf(quote) : null
    },
    answer: async (question, { language }, stop) =>
      (await openChat({ language, seed: 0 }, chatDeps).say(question, stop)).excerpt,
    chat: (start) => openChat(start, chatDeps),
    stopwatch: () => performance.now(),
    explain: ({ texts, ...start }, stop) => explainTurns(texts, start, deps, stop),
    [Symbol.asyncDispose]: close,
  }
}

function chatDepsOf({ knowledge, replies }: Pipeline, plan: ChatDeps['plan']): ChatDeps {
  return {
    plan,
    titleIn: toLanguageScript,
    article: (id) => knowledge.article(id),
    otherLanguage: (language, seed) => replies().say('answer-other-language', language, {}, seed),
  }
}

/** A clock whose hands stand still, though what was put off still comes. */
function clockAt({ now }: OpenOptions): Clock {
  return { now: () => now, after: systemClock.after }
}

function knowledgeDeps(knowledge: Knowledge, embed: Embedder['embed']): KnowledgeDeps {
  const pause = async () => {}
  return {
    ask: (question, options, signal) => knowledge.ask(question, options, signal),
    hasArticle: (id) => knowledge.article(id) !== undefined,
    topicOf: (id) => knowledge.article(id)?.category ?? null,
    detectLanguage: (text) => detectLanguage(text, 'zh-Hans'),
    async group(questions, signal) {
      const space = (language: Language) => knowledge.questionSpace(language, pause)
      const points = await placeQuestions(questions, { embed, space, pause }, signal)
      return groupPoints(points, [], pause)
    },
    explain: async ({ texts, language }, signal) => {
      const text = texts.at(-1) ?? ''
      const { hits, probability, decision } = await knowledge.ask(text, { language }, signal)
      const passages = hits.slice(0, MOST_PASSAGES).map(({ article, probability }) => ({
        article: article.id,
        title: article.title,
        probability,
      }))
      const heard = { reply: null, signals: [], rules: [] }
      return [{ text, decision: decision.kind, probability, passages, ...heard }]
    },
  }
}

/** Does the work, and closes what was opened before when it fails. */
async function orClose<Result>(
  close: () => PromiseLike<void>,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work()
  } catch (cause) {
    await close()
    throw cause
  }
}

/** Waits for the index to be whole, telling each second how far it is. */
async function waitFor(
  ready: Promise<void>,
  knowledge: Pick<Knowledge, 'progress'>,
  progress: Progress,
  signal: AbortSignal,
): Promise<void> {
  const tell = new Map<string, ReturnType<Progress>>()
  const timer = setInterval(() => {
    const { step, done, total } = knowledge.progress()
    const onProgress = tell.get(step) ?? progress(step)
    tell.set(step, onProgress)
    onProgress(done, total)
  }, SECOND)
  try {
    await Promise.race([ready, abortOf(signal)])
  } finally {
    clearInterval(timer)
  }
}

/** Rejects when the signal is aborted, and never resolves. */
function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
