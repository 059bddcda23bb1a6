import { createHash } from 'node:crypto'
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import type { Embedder } from './embedder.js'

/**
 * Remembers on disk the vectors of what is no article but is embedded at each start, such as the
 * sentences from which a signal is learned. Questions pass through.
 *
 * The file: a line with the model's fingerprint, then a line for each text with its hash and its
 * vector, to the last bit. A torn line is embedded again, another fingerprint begins anew, and a
 * file that cannot be written costs the next start some seconds, nothing else.
 */
export function keepPassages(embedder: Embedder, file: string, log: Logger): Embedder['embed'] {
  const header = JSON.stringify({ format: 1, fingerprint: embedder.fingerprint })
  let writing: Promise<void> = Promise.resolve()
  /** Read when first asked for. */
  let reading: Promise<Map<string, Float32Array>> | undefined

  async function read(): Promise<Map<string, Float32Array>> {
    const [first, ...lines] = (await readFile(file, 'latin1').catch(() => '')).split('\n')
    if (first === header)
      return new Map(lines.flatMap((line) => readLine(line, embedder.dimensions)))
    writing = write(async () => {
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, header)
    })
    return new Map()
  }

  async function write(work: () => Promise<void>): Promise<void> {
    try {
      await work()
    } catch (cause) {
      log.warn({ file, reason: reasonOf(cause) }, 'vectors of sentences could not be kept')
    }
  }

  async function add(
    kept: Map<string, Float32Array>,
    texts: readonly string[],
    vectors: readonly Float32Array[],
  ): Promise<void> {
    const fresh = texts.flatMap((text, i) => {
      const vector = vectors[i]
      return vector ? [[keyOf(text), vector] as const] : []
    })
    for (const [key, vector] of fresh) kept.set(key, vector)
    const text = fresh.map(([key, vector]) => `\n${key} ${toBase64(vector)}`).join('')
    writing = writing.then(() => write(() => appendFile(file, text)))
    await writing
  }

  return async (texts, signal, urgency = 'question') => {
    if (urgency === 'question') return embedder.embed(texts, signal, urgency)
    reading ??= read()
    const kept = await reading
    const missing = [...new Set(texts.filter((text) => !kept.has(keyOf(text))))]
    if (missing.length > 0) await add(kept, missing, await embedder.embed(missing, signal, urgency))
    return texts.map((text) => {
      const vector = kept.get(keyOf(text))
      if (!vector) throw new Error('A text was given no vector.')
      return vector
    })
  }
}

/** @returns Nothing for a line that is not whole. */
function readLine(line: string, dimensions: number): readonly (readonly [string, Float32Array])[] {
  const [key, numbers] = line.split(' ')
  if (key === undefined || numbers === undefined) return []
  const bytes = new Uint8Array(Buffer.from(numbers, 'base64'))
  if (bytes.length !== dimensions * 4) return []
  return [[key, new Float32Array(bytes.buffer)]]
}

function toBase64({ buffer, byteOffset, byteLength }: Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64')
}

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 22)
}
