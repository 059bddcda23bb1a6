import { createHash } from 'node:crypto'
import { access, constants, mkdir, open, truncate } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault, reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import { replaceFile } from '../../platform/replace-file.js'
import { appendWhole } from './append-whole.js'
import { shrinkVector, VectorSlab } from './vector-slab.js'

const KEY_BYTES = 16
const SCALE_BYTES = 4

/** So many records are read at once. */
const READ_AT_ONCE = 2_000

/** Where the vectors are kept, and which. */
export interface VectorStoreOptions {
  readonly file: string
  readonly fingerprint: string
  readonly dimensions: number
  /** Whether this process keeps new vectors on disk; if not, it only reads. */
  readonly mayWrite: boolean
}

/** Vectors by text, as far as those need to know who ask for them and add to them. */
export type KeptVectors = Pick<VectorStore, 'slab' | 'slotOf' | 'has' | 'get' | 'add'>

/**
 * Vectors by the text they stand for, in one file that only grows, so that no text is embedded
 * twice: not after a restart, a rename of its file, or a change elsewhere in its article.
 *
 * The file: one line of JSON with the fingerprint and the width, then records of 16 bytes of the
 * text's hash, the scale, and the vector's numbers, a byte each. A torn last record is dropped;
 * another fingerprint or width begins the file anew.
 */
export class VectorStore {
  /** The vectors in the order of the file. */
  readonly slab: VectorSlab
  readonly #options: VectorStoreOptions
  readonly #slots = new Map<string, number>()

  private constructor(options: VectorStoreOptions) {
    this.#options = options
    this.slab = new VectorSlab(options.dimensions)
  }

  /** @throws {Fault} `misconfigured` when the folder cannot be made or written. */
  static async open(options: VectorStoreOptions, log: Logger): Promise<VectorStore> {
    const { file, fingerprint, dimensions, mayWrite } = options
    if (mayWrite) await makeFolder(dirname(file))
    const store = new VectorStore(options)
    const header = Buffer.from(`${JSON.stringify({ format: 2, fingerprint, dimensions })}\n`)
    const found = await store.#readFile(header)
    if (found === 'other') {
      log.warn({ file }, 'the kept vectors are of another model or damaged, and are made again')
    }
    if (found !== 'read' && mayWrite) await replaceFile(file, header)
    return store
  }

  get size(): number {
    return this.#slots.size
  }

  /** @param key From `keyOf`. @returns Its number in `slab`. */
  slotOf(key: string): number | undefined {
    return this.#slots.get(key)
  }

  has(text: string): boolean {
    return this.#slots.has(keyOf(text))
  }

  get(text: string): Float32Array | undefined {
    const slot = this.#slots.get(keyOf(text))
    return slot === undefined ? undefined : this.slab.vector(slot)
  }

  /** Keeps vectors; each is found at once and is on disk when the promise resolves. */
  async add(entries: readonly (readonly [text: string, vector: Float32Array])[]): Promise<void> {
    const fresh = entries.filter(([text]) => !this.#slots.has(keyOf(text)))
    const size = recordSize(this.#options.dimensions)
    const bytes = Buffer.alloc(fresh.length * size)
    fresh.forEach(([text, vector], i) => {
      const key = keyOf(text)
      const small = shrinkVector(vector)
      this.#slots.set(key, this.slab.add(small))
      bytes.write(key, i * size, 'base64url')
      bytes.writeFloatLE(small.scale, i * size + KEY_BYTES)
      bytes.set(new Uint8Array(small.numbers.buffer), i * size + KEY_BYTES + SCALE_BYTES)
    })
    if (!this.#options.mayWrite || fresh.length === 0) return
    await appendWhole(this.#options.file, bytes)
  }

  async #readFile(header: Buffer): Promise<'read' | 'other' | 'none'> {
    const { file, dimensions, mayWrite } = this.#options
    const handle = await open(file, 'r').catch(() => null)
    if (handle === null) return 'none'
    try {
      const { size } = await handle.stat()
      const first = Buffer.alloc(header.length)
      await handle.read(first, 0, header.length, 0)
      if (!first.equals(header)) return 'other'
      const record = recordSize(dimensions)
      const whole = header.length + Math.floor((size - header.length) / record) * record
      const bytes = Buffer.alloc(READ_AT_ONCE * record)
      const numbers = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
      for (let at = header.length; at < whole; ) {
        const { bytesRead } = await handle.read(bytes, 0, Math.min(bytes.length, whole - at), at)
        const records = Math.floor(bytesRead / record)
        if (records === 0) break
        for (let i = 0; i < records; i++) this.#take(bytes, numbers, i * record)
        at += records * record
      }
      if (whole < size && mayWrite) await truncate(file, whole)
      return 'read'
    } finally {
      await handle.close()
    }
  }

  /** @param numbers The same bytes: views for each of a hundred thousand records take long. */
  #take(bytes: Buffer, numbers: Int8Array, at: number): void {
    const key = bytes.toString('base64url', at, at + KEY_BYTES)
    const scale = bytes.readFloatLE(at + KEY_BYTES)
    this.#slots.set(key, this.slab.addFrom(scale, numbers, at + KEY_BYTES + SCALE_BYTES))
  }
}

/** What a text is kept under: equal for equal texts only. */
export function keyOf(text: string): string {
  return createHash('sha256').update(text).digest().toString('base64url', 0, KEY_BYTES)
}

function recordSize(dimensions: number): number {
  return KEY_BYTES + SCALE_BYTES + dimensions
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK)
  } catch (cause) {
    throw new Fault(
      'misconfigured',
      `The index folder ${folder} cannot be written (${reasonOf(cause)}). Give permission to write there, or set KEFU_DATA to another folder.`,
      { cause },
    )
  }
}
