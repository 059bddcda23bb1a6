import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Tokenizer } from '@huggingface/tokenizers'
import { type Millis, SECOND } from '../../platform/clock.js'
import { Fault, reasonOf } from '../../platform/fault.js'
import { type Logger, silentLog } from '../../platform/log.js'
import { foldText } from '../search/words/fold-text.js'
import { cacheVectors } from './cache-vectors.js'
import type { EmbeddedText, Embedder, EmbedUrgency } from './embedder.js'
import { BUILT_IN_MODEL, type ModelFolder, readKnownModel } from './model-folder.js'
import {
  LibraryMissing,
  type ModelOutput,
  type ModelSession,
  openModelSession,
  type SessionOptions,
} from './model-session.js'
import { queueTexts } from './queue-texts.js'

export interface OnnxOptions {
  /** The built-in one when not given. */
  readonly model?: ModelFolder
  /** Told when the native library does not load. */
  readonly log?: Logger
  /** Packages that run a model, the best first. */
  readonly libraries?: readonly [string, ...string[]]
}

const LIBRARIES = ['onnxruntime-node', 'onnxruntime-web'] as const

/**
 * Threads that compute one text. Two take 7.8 ms of processor for a passage where one takes 4.1,
 * and end hardly sooner: a text is too short to share (`onnx-embedder.bench.ts`).
 */
const THREADS = 1

/** Passages that run side by side when a large folder is new, each with a model of its own. */
const MOST_PASSAGES = 2

/** The passages' model takes some 50 MB, which other work can have when the articles are read. */
const REST: Millis = 10 * SECOND

/**
 * Loads a sentence model that runs in this process, without network.
 *
 * Questions and passages have a model each on a thread of its own, so that neither holds up the
 * event loop, and no question waits for a passage. The passages' one is there only while there
 * are some, and yields the processor.
 *
 * @throws {Fault} `misconfigured` when a file is missing, damaged or not the one that is expected.
 */
export async function openOnnxEmbedder(options: OnnxOptions = {}): Promise<Embedder> {
  const embedder = await beginOnnxEmbedder(options)
  await embedder.loaded
  return embedder
}

/**
 * As `openOnnxEmbedder`, while its caller does something else: the model is loaded behind, and
 * `loaded` tells when.
 *
 * @throws {Fault} `misconfigured` for what its small files show.
 */
export async function beginOnnxEmbedder(options: OnnxOptions = {}): Promise<Embedder> {
  const { libraries = LIBRARIES, log = silentLog } = options
  const model = options.model ?? (await readKnownModel(BUILT_IN_MODEL))
  const { dimensions, fold, batch, questionPrefix, passagePrefix } = model.description
  const encode = createEncoder(model)
  const { projection } = model
  const marks = encode('')
  const request = {
    projection: projection && { ...projection, leftOut: marks },
    modelFile: model.modelFile,
    pooling: model.description.pooling,
    threads: THREADS,
  }
  const loading = openAny({ ...request, background: false }, libraries, log).then(
    async (opened) => {
      await checkWidth(opened.session, marks, model)
      return opened
    },
  )
  const loaded = loading.then(() => {})
  // Told where it is awaited, not as a rejection that nobody handles.
  loaded.catch(() => {})

  let isTaken = false
  const questions = queueTexts({
    async open() {
      const { session, library } = await loading
      if (isTaken) return openModelSession({ ...request, library, background: false })
      isTaken = true
      return session
    },
    atOnce: batch,
    sessions: 1,
    rest: null,
  })
  const passages = queueTexts({
    open: async () =>
      openModelSession({ ...request, library: (await loading).library, background: true }),
    atOnce: batch,
    sessions: Math.min(MOST_PASSAGES, availableParallelism()),
    rest: REST,
  })
  const prepare = (texts: readonly string[]) => (fold ? texts.map(foldText) : texts)
  // Those of a question take a millisecond, and most questions that have a vector are searched.
  const askQuestions = cacheVectors((texts, signal) =>
    questions.add(
      texts.map((text) => ({ ids: encode(questionPrefix + text), wantsTokens: true })),
      signal,
    ),
  )
  const run = (
    texts: readonly string[],
    signal: AbortSignal,
    urgency: EmbedUrgency,
    wantsTokens: boolean,
  ) =>
    urgency === 'question'
      ? askQuestions(prepare(texts), signal, urgency)
      : passages.add(
          prepare(texts).map((text) => ({ ids: encode(passagePrefix + text), wantsTokens })),
          signal,
        )
  const withIds = (
    text: string,
    { vector, tokens }: ModelOutput,
    prefix: string,
  ): EmbeddedText => ({
    vector,
    tokens: {
      ids: encode(prefix + text).filter((id) => !marks.includes(id)),
      vectors: tokens ?? new Float32Array(0),
    },
  })
  return {
    dimensions,
    fingerprint: model.fingerprint,
    async embed(texts, signal, urgency = 'question') {
      return (await run(texts, signal, urgency, false)).map(({ vector }) => vector)
    },
    ...(projection && {
      tokens: {
        dimensions: projection.dimensions,
        fingerprint: projection.fingerprint,
        async embed(texts, signal, urgency = 'question') {
          const prefix = urgency === 'question' ? questionPrefix : passagePrefix
          const outputs = await run(texts, signal, urgency, true)
          const prepared = prepare(texts)
          return outputs.map((output, i) => withIds(prepared[i] ?? '', output, prefix))
        },
      },
    }),
    loaded,
    forgetQuestions: askQuestions.forget,
    async [Symbol.asyncDispose]() {
      const opened = await loading.catch(() => undefined)
      const first = isTaken ? undefined : opened?.session
      await Promise.all([questions.close(), passages.close(), first?.close()])
    },
  }
}

/** Opens a model with the first library that this machine can load. */
async function openAny(
  request: Omit<SessionOptions, 'library'>,
  libraries: readonly string[],
  log: Logger,
): Promise<{ readonly session: ModelSession; readonly library: string }> {
  const reasons: string[] = []
  for (const library of libraries) {
    try {
      const session = await openModelSession({ ...request, library })
      if (reasons.length > 0) {
        log.warn(
          { reason: reasons.join('; '), library },
          'the native library of the embedding model does not load; a slower one stands in',
        )
      }
      return { session, library }
    } catch (cause) {
      if (!(cause instanceof LibraryMissing)) throw cause
      reasons.push(`${library}: ${cause.message}`)
    }
  }
  throw new Fault(
    'misconfigured',
    `No library that runs the embedding model can be loaded (${reasons.join('; ')}). Run npm ci again on this machine, optional packages included.`,
  )
}

/** One short text tells what a description cannot: what the model really gives. */
async function checkWidth(
  session: ModelSession,
  marks: readonly number[],
  { modelFile, description: { dimensions } }: ModelFolder,
): Promise<void> {
  try {
    const width = (await session.run([{ ids: marks, wantsTokens: false }]))[0]?.vector.length
    if (width === dimensions) return
    throw new Fault(
      'misconfigured',
      `The embedding model ${modelFile} gives vectors of ${width} numbers, and its model.json says ${dimensions}. Write "dimensions": ${width} there.`,
    )
  } catch (cause) {
    await session.close()
    if (cause instanceof Fault && cause.code === 'upstream-down') {
      throw new Fault('misconfigured', `${cause.message} Its file is ${modelFile}.`, { cause })
    }
    throw cause
  }
}

/** From text to the model's numbers, cut to the length that the model is used with. */
export function createEncoder(
  model: Pick<ModelFolder, 'folder' | 'tokenizer' | 'description'>,
): (text: string) => readonly number[] {
  const tokenizer = openTokenizer(model)
  const closing = tokenizer.encode('').ids.at(-1)
  const closes = closing !== undefined && tokenizer.encode('a').ids.at(-1) === closing
  const { maxTokens } = model.description
  return (text) => {
    const { ids } = tokenizer.encode(text)
    if (ids.length <= maxTokens) return ids
    // A closing token, which the model has always seen at the end, stays there.
    return closes ? [...ids.slice(0, maxTokens - 1), closing] : ids.slice(0, maxTokens)
  }
}

function openTokenizer({
  folder,
  tokenizer,
}: Pick<ModelFolder, 'folder' | 'tokenizer'>): Tokenizer {
  try {
    return new Tokenizer(tokenizer.json, tokenizer.config)
  } catch (cause) {
    throw new Fault(
      'misconfigured',
      `The embedding model's file ${join(folder, 'tokenizer.json')} cannot be used (${reasonOf(cause)}). Copy it again, or choose another model with KEFU_EMBEDDER.`,
      { cause },
    )
  }
}
