import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { Fault, reasonOf } from '../../platform/fault.js'

const MODEL = 'model.onnx'
const TOKENIZER = 'tokenizer.json'
const DESCRIPTION = 'model.json'
const PROJECTION = 'tokens.bin'

const description = z.strictObject({
  /** Length of every vector. */
  dimensions: z.int().min(1).max(65_536),
  /** How one vector is made of one per token: the first, the mean, or the last. */
  pooling: z.enum(['cls', 'mean', 'last']),
  questionPrefix: z.string().default(''),
  passagePrefix: z.string().default(''),
  /** Longer text is cut. */
  maxTokens: z.int().min(8).max(8_192).default(256),
  /** Whether the model is given folded text: half width, small letters, simplified characters. */
  fold: z.boolean().default(true),
  /**
   * Texts that run together. More than 1 only for models of 32-bit numbers: one of 8 bits is
   * scaled by the largest value of the batch, so that a vector depends on its company.
   */
  batch: z.int().min(1).max(64).default(1),
})

/** What a sentence model needs to know of itself: the content of `model.json`. */
export type ModelDescription = z.infer<typeof description>

/** A folder with `model.onnx` and `tokenizer.json`, checked. */
export interface ModelFolder {
  readonly folder: string
  readonly modelFile: string
  readonly tokenizer: { readonly json: object; readonly config: object }
  readonly description: ModelDescription
  /** Changes with any file that a text's vector depends on. */
  readonly fingerprint: string
  /** How the vectors of its tokens are made smaller; `null` without a `tokens.bin`. */
  readonly projection: Projection | null
}

/** The content of `tokens.bin`: numbers of 32 bits, little end first, a row for each dimension. */
export interface Projection {
  readonly matrix: Float32Array
  /** Length of a row. */
  readonly dimensions: number
  readonly fingerprint: string
}

/** SHA-256 of each file, in hex. */
export interface Checksums {
  readonly [MODEL]: string
  readonly [TOKENIZER]: string
  readonly [PROJECTION]: string
}

/** A model whose files are known beforehand: one that differs stops the start. */
export interface KnownModel {
  readonly folder: string
  readonly checksums: Checksums
  readonly description: ModelDescription
}

/** kefu-embed-1; origin, licence and figures are in `knowledge/model/README.md`. */
export const BUILT_IN_MODEL: KnownModel = {
  folder: fileURLToPath(new URL('../model', import.meta.url)),
  checksums: {
    'model.onnx': 'f947678682ae0d27f872b1d07425cce988228390a013f1e6e5defc4019215618',
    'tokenizer.json': 'effd657c4b48553ecf7321add7d68acb3289bc9eea179cd9049e753f24be2355',
    'tokens.bin': '4b862b75b23b2ebb6c8d243a25a032a19abd397d60ac321674ce0ed2fa5a43f4',
  },
  description: {
    dimensions: 512,
    pooling: 'cls',
    questionPrefix: '',
    passagePrefix: '',
    // Half of what it could read, at a third of the cost.
    maxTokens: 256,
    // Its tokenizer knows no capitals.
    fold: true,
    batch: 1,
  },
}

/** @throws {Fault} `misconfigured` when a file is missing or not the one that is expected. */
export async function readKnownModel(model: KnownModel): Promise<ModelFolder> {
  const { folder, checksums } = model
  for (const name of [MODEL, TOKENIZER, PROJECTION] as const) {
    const { sum, bytes } = await digestOf(folder, name)
    if (sum === checksums[name]) continue
    throw new Fault(
      'misconfigured',
      `The embedding model's file ${join(folder, name)} is damaged or another one: its SHA-256 is ${sum.slice(0, 12)}…, expected ${checksums[name].slice(0, 12)}…, ${bytes} bytes. Restore it from the repository.`,
    )
  }
  return assemble(folder, model.description, [checksums[MODEL], checksums[TOKENIZER]])
}

/**
 * Reads a model of the operator's own: `model.onnx`, `tokenizer.json` and `model.json`.
 *
 * @throws {Fault} `misconfigured` with the file and what it should be.
 */
export async function readModelFolder(folder: string): Promise<ModelFolder> {
  const described = description.safeParse(await readJson(folder, DESCRIPTION))
  if (!described.success) {
    const problems = described.error.issues.map(
      ({ path, message }) => `${path.join('.') || 'the whole'}: ${message}`,
    )
    throw new Fault(
      'misconfigured',
      `${join(folder, DESCRIPTION)} does not describe a model (${problems.join('; ')}). knowledge/README.md says what it holds.`,
    )
  }
  // A large model keeps its weights in further files that begin like the first.
  const files = [MODEL, TOKENIZER, ...(await weightsBeside(folder))]
  const sums = await Promise.all(files.map(async (name) => (await digestOf(folder, name)).sum))
  return assemble(folder, described.data, sums)
}

async function assemble(
  folder: string,
  described: ModelDescription,
  sums: readonly string[],
): Promise<ModelFolder> {
  const config = await readJson(folder, 'tokenizer_config.json', {})
  const all = JSON.stringify([sums, described, config])
  const fingerprint = `onnx:${createHash('sha256').update(all).digest('hex').slice(0, 32)}`
  return {
    folder,
    modelFile: join(folder, MODEL),
    tokenizer: { json: await readJson(folder, TOKENIZER), config },
    description: described,
    fingerprint,
    projection: await readProjection(folder, described, fingerprint),
  }
}

/** @throws {Fault} `misconfigured` when its size does not fit the model's vectors. */
async function readProjection(
  folder: string,
  { dimensions: width }: ModelDescription,
  model: string,
): Promise<Projection | null> {
  const file = join(folder, PROJECTION)
  const bytes = await readFile(file).catch((cause: unknown) => {
    if (isMissing(cause)) return null
    throw unreadable(file, cause)
  })
  if (bytes === null) return null
  const dimensions = bytes.length / Float32Array.BYTES_PER_ELEMENT / width
  if (!Number.isInteger(dimensions) || dimensions === 0) {
    throw new Fault(
      'misconfigured',
      `The embedding model's file ${file} has ${bytes.length} bytes, which is no row of 32-bit numbers for each of ${width}. Copy it again, or leave it out.`,
    )
  }
  return {
    matrix: new Float32Array(new Uint8Array(bytes).buffer),
    dimensions,
    fingerprint: `${model} ${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}`,
  }
}

async function weightsBeside(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder)
  return names.filter((name) => name.startsWith(MODEL) && name !== MODEL).sort()
}

/** @param missing What a file that is not there stands for; without it, it must be there. */
async function readJson(folder: string, name: string, missing?: object): Promise<object> {
  const file = join(folder, name)
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'))
    if (typeof value === 'object' && value !== null) return value
    throw new Error('no object')
  } catch (cause) {
    if (missing && isMissing(cause)) return missing
    throw unreadable(file, cause)
  }
}

async function digestOf(folder: string, name: string): Promise<{ sum: string; bytes: number }> {
  const file = join(folder, name)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const part of createReadStream(file) as AsyncIterable<Buffer>) {
      hash.update(part)
      bytes += part.length
    }
  } catch (cause) {
    throw unreadable(file, cause)
  }
  return { sum: hash.digest('hex'), bytes }
}

function unreadable(file: string, cause: unknown): Fault {
  return new Fault(
    'misconfigured',
    `The embedding model's file ${file} cannot be read (${reasonOf(cause)}). Put it there, or choose another model with KEFU_EMBEDDER.`,
    { cause },
  )
}

function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT'
}
