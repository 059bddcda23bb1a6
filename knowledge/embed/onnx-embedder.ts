import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Tokenizer } from '@huggingface/tokenizers'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { Fault, reasonOf } from '../../platform/fault.js'
import { foldText } from '../search/fold-text.js'
import { batchByTurns, type EncodedText } from './batch-by-turns.js'
import { cacheVectors } from './cache-vectors.js'
import type { Embedder } from './embedder.js'

/** The files of a model, and what they must be. */
export interface ModelFiles {
  readonly folder: string
  /** SHA-256 of each file, in hex; a file that differs stops the start. */
  readonly checksums: { readonly 'model.onnx': string; readonly 'tokenizer.json': string }
  readonly dimensions: number
}

/** kefu-embed-1; origin, licence and figures are in `knowledge/model/README.md`. */
export const BUILT_IN_MODEL: ModelFiles = {
  folder: fileURLToPath(new URL('../model', import.meta.url)),
  checksums: {
    'model.onnx': 'f947678682ae0d27f872b1d07425cce988228390a013f1e6e5defc4019215618',
    'tokenizer.json': 'effd657c4b48553ecf7321add7d68acb3289bc9eea179cd9049e753f24be2355',
  },
  dimensions: 512,
}

/** Longer text is cut: half of what the model could read, at a third of the cost. */
const MAX_TOKENS = 256

/** Both cores; the event loop needs little of them while the model runs. */
const THREADS = 2

/**
 * Loads a sentence model that runs in this process, without network.
 *
 * First-token pooling, no prefixes; the text is folded first, since the tokenizer knows no capitals.
 *
 * @throws {Fault} `misconfigured` when a file is missing, damaged or not the one that is expected.
 */
export async function openOnnxEmbedder(files: ModelFiles = BUILT_IN_MODEL): Promise<Embedder> {
  const model = await readChecked(files, 'model.onnx')
  const tokenizerJson = await readChecked(files, 'tokenizer.json')
  const tokenizer = new Tokenizer(JSON.parse(tokenizerJson.toString('utf8')), {})
  const session = await loadSession(model, files)

  async function run(batch: readonly EncodedText[]): Promise<readonly Float32Array[]> {
    const length = Math.max(...batch.map(({ ids }) => ids.length))
    const size = batch.length * length
    const ids = new BigInt64Array(size)
    const mask = new BigInt64Array(size)
    for (const [row, { ids: tokens }] of batch.entries()) {
      for (const [column, token] of tokens.entries()) {
        ids[row * length + column] = BigInt(token)
        mask[row * length + column] = 1n
      }
    }
    const shape = [batch.length, length]
    const output = await session.run({
      input_ids: new Tensor('int64', ids, shape),
      attention_mask: new Tensor('int64', mask, shape),
      token_type_ids: new Tensor('int64', new BigInt64Array(size), shape),
    })
    const hidden = output['last_hidden_state']
    if (!(hidden?.data instanceof Float32Array)) {
      throw new Error('The model gave no last_hidden_state of 32-bit numbers.')
    }
    const { data } = hidden
    return batch.map((_, row) =>
      normalize(data.slice(row * length * files.dimensions).subarray(0, files.dimensions)),
    )
  }

  const batches = batchByTurns(run)
  const encode = (text: string): EncodedText => ({
    ids: truncate(tokenizer.encode(text).ids),
  })
  const embedFolded = cacheVectors((texts, signal, urgency) =>
    batches.add(texts.map(encode), signal, urgency),
  )
  return {
    dimensions: files.dimensions,
    fingerprint: `onnx:${files.checksums['model.onnx'].slice(0, 16)}:first-token:${MAX_TOKENS}`,
    embed: (texts, signal, urgency = 'question') =>
      embedFolded(texts.map(foldText), signal, urgency),
    async [Symbol.asyncDispose]() {
      await batches.close()
      await session.release()
    },
  }
}

async function readChecked(
  { folder, checksums }: ModelFiles,
  name: keyof ModelFiles['checksums'],
): Promise<Buffer> {
  const file = join(folder, name)
  let content: Buffer
  try {
    content = await readFile(file)
  } catch (cause) {
    throw new Fault(
      'misconfigured',
      `The embedding model's file ${file} cannot be read (${reasonOf(cause)}). Restore the folder from the repository.`,
      { cause },
    )
  }
  const actual = createHash('sha256').update(content).digest('hex')
  if (actual === checksums[name]) return content
  throw new Fault(
    'misconfigured',
    `The embedding model's file ${file} is damaged or another one: its SHA-256 is ${actual.slice(0, 12)}…, expected ${checksums[name].slice(0, 12)}…, ${content.length} bytes. Restore it from the repository.`,
  )
}

async function loadSession(model: Buffer, { folder }: ModelFiles): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(model, {
      executionProviders: ['cpu'],
      graphOptimizationLevel: 'all',
      intraOpNumThreads: THREADS,
      // Memory that was once needed for a long passage would stay; returned, 200 articles fit in 350 MB.
      enableCpuMemArena: false,
    })
  } catch (cause) {
    throw new Fault(
      'misconfigured',
      `The embedding model in ${folder} cannot be loaded (${reasonOf(cause)}).`,
      { cause },
    )
  }
}

/** Keeps the closing token, which the model has always seen at the end. */
function truncate(ids: readonly number[]): readonly number[] {
  const last = ids.at(-1)
  if (ids.length <= MAX_TOKENS || last === undefined) return ids
  return [...ids.slice(0, MAX_TOKENS - 1), last]
}

function normalize(vector: Float32Array): Float32Array {
  let sum = 0
  for (const value of vector) sum += value * value
  const length = Math.sqrt(sum) || 1
  return vector.map((value) => value / length)
}
