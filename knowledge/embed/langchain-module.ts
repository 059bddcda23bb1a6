import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { z } from 'zod'
import { type Millis, SECOND } from '../../platform/clock.js'
import { Fault, reasonOf } from '../../platform/fault.js'
import type { Embedder } from './embedder.js'
import { fromLangChain } from './langchain-embedder.js'

const moduleExports = z.object({
  default: z.custom<EmbeddingsInterface>(isEmbeddings, 'is no LangChain Embeddings'),
  /** What its vectors can be told from others' by. */
  name: z.string().min(1).optional(),
  dimensions: z.int().min(1).optional(),
  keepsCase: z.boolean().optional(),
})

/** A service that has just been started may take its time. */
const FIRST_ANSWER: Millis = 30 * SECOND

/**
 * Opens the LangChain model that a file exports. Where the file does not export `dimensions`, the
 * model is asked once for a vector to see how long it is.
 *
 * @throws {Fault} `misconfigured` when the file exports none, or it does not say its width.
 */
export async function openLangChainModule(path: string): Promise<Embedder> {
  const file = resolve(path)
  const read = moduleExports.safeParse(await load(file))
  if (!read.success) {
    const problems = read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Fault(
      'misconfigured',
      `${file} cannot be used as embedding model (${problems.join('; ')}). Export a LangChain Embeddings as default, and if you like name, dimensions and keepsCase.`,
    )
  }
  const { default: embeddings, name = nameOf(embeddings), keepsCase = false } = read.data
  const dimensions = read.data.dimensions ?? (await widthOf(embeddings, file))
  return fromLangChain(embeddings, { name, dimensions, keepsCase })
}

async function load(file: string): Promise<unknown> {
  try {
    return await import(pathToFileURL(file).href)
  } catch (cause) {
    throw new Fault(
      'misconfigured',
      `The embedding model's module ${file} cannot be loaded (${reasonOf(cause)}). Mend it, or set KEFU_EMBEDDER to another.`,
      { cause },
    )
  }
}

function isEmbeddings(value: unknown): boolean {
  const { embedQuery, embedDocuments } = { ...methodsOf(value) }
  return typeof embedQuery === 'function' && typeof embedDocuments === 'function'
}

/** Its methods may be inherited, which a spread would not see. */
function methodsOf(value: unknown): { embedQuery?: unknown; embedDocuments?: unknown } | null {
  if (typeof value !== 'object' || value === null) return null
  return {
    embedQuery: Reflect.get(value, 'embedQuery'),
    embedDocuments: Reflect.get(value, 'embedDocuments'),
  }
}

/** LangChain's classes carry what they were made with: `OpenAIEmbeddings text-embedding-3-small`. */
function nameOf(embeddings: EmbeddingsInterface): string {
  const model: unknown = Reflect.get(embeddings, 'model') ?? Reflect.get(embeddings, 'modelName')
  return [embeddings.constructor.name, typeof model === 'string' ? model : '']
    .filter((part) => part !== '')
    .join(' ')
}

async function widthOf(embeddings: EmbeddingsInterface, file: string): Promise<number> {
  let reason = 'its vector is empty'
  try {
    const late = new Promise<never>((_, reject) =>
      setTimeout(() => reject(new Error('no answer in time')), FIRST_ANSWER).unref(),
    )
    const vector = await Promise.race([embeddings.embedQuery('width'), late])
    if (vector.length > 0) return vector.length
  } catch (cause) {
    reason = reasonOf(cause)
  }
  throw new Fault(
    'misconfigured',
    `The embedding model of ${file} does not say how long its vectors are (${reason}). Export const dimensions there, and Kefu starts without asking it.`,
  )
}
