import { Worker } from 'node:worker_threads'
import { Fault } from '../../platform/fault.js'

/** How one vector is made of one per token: the first, the mean, or the last. */
export type Pooling = 'cls' | 'mean' | 'last'

/** `onnxruntime-node`, or `onnxruntime-web` where the native library does not load. */
export type RuntimeLibrary = string

export interface SessionOptions {
  readonly library: RuntimeLibrary
  readonly modelFile: string
  readonly pooling: Pooling
  /** Of the native library. WASM has one. */
  readonly threads: number
  /** How the vectors of tokens are made smaller; `null` when nobody wants them. */
  readonly projection: TokenProjection | null
  /** Whether it gives way to everything else on the machine. */
  readonly background: boolean
}

/** Keeps of a token's vector what tells one from another. */
export interface TokenProjection {
  /** A row for each number of the model's vector. */
  readonly matrix: Float32Array
  /** Length of a row. */
  readonly dimensions: number
  /** Tokens that mark beginning and end, and say nothing. */
  readonly leftOut: readonly number[]
}

/** What the model gives for one text. */
export interface ModelOutput {
  /** Of length 1. */
  readonly vector: Float32Array
  /** One row per token that is not left out; `null` when not asked for. */
  readonly tokens: Float32Array | null
}

/** A text as the model's numbers for its words. */
export interface ModelInput {
  readonly ids: readonly number[]
  readonly wantsTokens: boolean
}

/** What a model's thread is told. */
export type WorkerOrder =
  | { readonly kind: 'run'; readonly id: number; readonly batch: readonly ModelInput[] }
  | { readonly kind: 'close' }

/** What it says. */
export type WorkerAnswer =
  | { readonly kind: 'opened'; readonly inputs: readonly string[] }
  | { readonly kind: 'failed'; readonly at: 'library' | 'model'; readonly reason: string }
  | { readonly kind: 'vectors'; readonly id: number; readonly outputs: readonly ModelOutput[] }
  | { readonly kind: 'broken'; readonly id: number; readonly reason: string }

/** One loaded model on a thread of its own. */
export interface ModelSession {
  /** @returns One per text, in their order. */
  run(batch: readonly ModelInput[]): Promise<readonly ModelOutput[]>
  close(): Promise<void>
}

/** The library itself could not be loaded; another one may. */
export class LibraryMissing extends Error {
  override readonly name = 'LibraryMissing'
}

interface Waiting {
  readonly resolve: (outputs: readonly ModelOutput[]) => void
  readonly reject: (cause: unknown) => void
}

const KNOWN_INPUTS = ['input_ids', 'attention_mask', 'token_type_ids']

/**
 * Loads a model on a thread of its own, so that the event loop goes on while it computes.
 *
 * @throws {LibraryMissing} when the library does not load on this machine.
 * @throws {Fault} `misconfigured` when the model's file is none, cut off, or of another kind.
 */
export async function openModelSession(options: SessionOptions): Promise<ModelSession> {
  const worker = new Worker(new URL('./model-worker.js', import.meta.url), {
    workerData: options,
    // What loads TypeScript here would only take memory there.
    execArgv: [],
    // What is made there is thrown away at once; a large nursery would only take room.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  })
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  const waiting = new Map<number, Waiting>()
  let nextId = 0
  let gone: string | undefined

  function give(answer: WorkerAnswer): void {
    if (answer.kind !== 'vectors' && answer.kind !== 'broken') return
    const job = waiting.get(answer.id)
    waiting.delete(answer.id)
    if (waiting.size === 0) worker.unref()
    if (answer.kind === 'vectors') job?.resolve(answer.outputs)
    else job?.reject(new Fault('upstream-down', `The embedding model failed: ${answer.reason}.`))
  }

  function lose(reason: string): void {
    gone ??= reason
    for (const { reject } of waiting.values()) reject(lost(gone))
    waiting.clear()
  }

  const opened = await new Promise<WorkerAnswer>((resolve) => {
    worker.once('message', resolve)
    worker.on('error', (cause: Error) => {
      lose(cause.message)
      resolve({ kind: 'failed', at: 'model', reason: cause.message })
    })
    worker.once('exit', () => {
      lose('it ended')
      resolve({ kind: 'failed', at: 'model', reason: 'its thread ended' })
    })
  })
  if (opened.kind === 'failed') {
    await exited
    if (opened.at === 'library') throw new LibraryMissing(opened.reason)
    throw cannotLoad(options.modelFile, opened.reason)
  }
  worker.on('message', give)
  worker.unref()
  const session: ModelSession = {
    run: (batch) =>
      new Promise((resolve, reject) => {
        if (gone !== undefined) return reject(lost(gone))
        const id = nextId++
        waiting.set(id, { resolve, reject })
        // A process may end while its model rests, and not while it is asked.
        worker.ref()
        worker.postMessage({ kind: 'run', id, batch } satisfies WorkerOrder)
      }),
    async close() {
      worker.ref()
      worker.postMessage({ kind: 'close' } satisfies WorkerOrder)
      await exited
    },
  }
  const foreign = opened.kind === 'opened' ? unknownInputs(opened.inputs) : ''
  if (foreign === '') return session
  await session.close()
  throw cannotLoad(options.modelFile, `it asks for ${foreign}, which is not known here`)
}

function unknownInputs(inputs: readonly string[]): string {
  return inputs.filter((name) => !KNOWN_INPUTS.includes(name)).join(', ')
}

function cannotLoad(file: string, reason: string): Fault {
  return new Fault(
    'misconfigured',
    `The embedding model ${file} cannot be loaded (${reason}). It may be cut off or of another kind; copy it again, or choose another with KEFU_EMBEDDER.`,
  )
}

function lost(reason: string): Fault {
  return new Fault('upstream-down', `The embedding model's thread is gone: ${reason}.`)
}
