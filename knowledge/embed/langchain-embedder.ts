import type { EmbeddingsInterface } from '@langchain/core/embeddings'
import { Fault, reasonOf } from '../../platform/fault.js'
import { foldText } from '../search/words/fold-text.js'
import { cacheVectors } from './cache-vectors.js'
import type { Embedder } from './embedder.js'

export interface LangChainOptions {
  /** What the model's vectors can be told from others' by: provider, model and revision. */
  readonly name: string
  readonly dimensions: number
  /** Whether this model wants the text as it was written, capitals and scripts included. */
  readonly keepsCase?: boolean
}

/**
 * Lets any LangChain `Embeddings` stand in for the built-in model. Documents and questions go
 * through its two methods, so a model that treats them differently may.
 */
export function fromLangChain(
  embeddings: EmbeddingsInterface,
  { name, dimensions, keepsCase = false }: LangChainOptions,
): Embedder {
  const prepare = keepsCase ? (text: string) => text : foldText

  async function call(texts: readonly string[], isQuestion: boolean): Promise<number[][]> {
    try {
      if (!isQuestion) return await embeddings.embedDocuments([...texts])
      return await Promise.all(texts.map((text) => embeddings.embedQuery(text)))
    } catch (cause) {
      throw new Fault('upstream-down', `The embedding model ${name} failed: ${reasonOf(cause)}.`, {
        cause,
      })
    }
  }

  const embedPrepared = cacheVectors(async (texts, signal, urgency) => {
    signal.throwIfAborted()
    if (texts.length === 0) return []
    const vectors = await unlessAborted(call(texts, urgency === 'question'), signal)
    if (vectors.length !== texts.length) {
      throw new Fault(
        'upstream-down',
        `The embedding model ${name} gave ${vectors.length} vectors for ${texts.length} texts.`,
      )
    }
    return vectors.map((vector) => toUnit(vector, name, dimensions))
  })

  return {
    dimensions,
    fingerprint: `langchain:${name}:${dimensions}`,
    embed: (texts, signal, urgency = 'question') =>
      embedPrepared(texts.map(prepare), signal, urgency),
    forgetQuestions: embedPrepared.forget,
    async [Symbol.asyncDispose]() {},
  }
}

/** LangChain's methods take no signal: nobody waits for them, though they go on. */
function unlessAborted<Value>(work: Promise<Value>, signal: AbortSignal): Promise<Value> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

function toUnit(vector: readonly number[], name: string, dimensions: number): Float32Array {
  if (vector.length !== dimensions) {
    throw new Fault(
      'misconfigured',
      `The embedding model ${name} gives vectors of ${vector.length} numbers, and ${dimensions} were expected. Set the width that it has.`,
    )
  }
  const length = Math.hypot(...vector) || 1
  return Float32Array.from(vector, (value) => value / length)
}
