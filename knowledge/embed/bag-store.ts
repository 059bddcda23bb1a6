import { createHash } from 'node:crypto'
import { closeSync, openSync, readSync } from 'node:fs'
import { open, truncate } from 'node:fs/promises'
import { reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import { replaceFile } from '../../platform/replace-file.js'
import type { TokenBag } from '../search/corpus/token-bag.js'
import { appendWhole } from './append-whole.js'
import { ByteRing } from './byte-ring.js'

/** Bags by the texts that are in them. */
export interface Bags {
  readonly dimensions: number
  has(key: string): boolean
  /** To be used before others are asked for, which may take its memory. */
  get(key: string): TokenBag | undefined
  add(key: string, bag: TokenBag): Promise<void>
}

/** Where the bags are kept, and which. */
export interface BagStoreOptions {
  readonly file: string
  /** Of the tokens' vectors. */
  readonly fingerprint: string
  readonly dimensions: number
  /** Whether this process keeps new bags on disk; if not, it keeps them in memory. */
  readonly mayWrite: boolean
}

const KEY_BYTES = 16
const HEAD_BYTES = KEY_BYTES + 4
/** Id, count, length and scale of a token, beside its numbers. */
const TOKEN_BYTES = 4 + 2 + 4 + 4

/** For those that were read last, in bytes: all of a shop, few of a large folder. */
const IN_MEMORY = 8 * 1_024 * 1_024

/** Of which articles' texts a bag is. */
export function bagKey(texts: readonly string[]): string {
  return createHash('sha256').update(texts.join(' ')).digest().toString('base64url', 0, KEY_BYTES)
}

/** Bags that live as long as the process, for what is measured and not kept. */
export function bagsInMemory(dimensions: number): Bags {
  const kept = new Map<string, TokenBag>()
  return {
    dimensions,
    has: (key) => kept.has(key),
    get: (key) => kept.get(key),
    async add(key, bag) {
      kept.set(key, bag)
    },
  }
}

/**
 * Bags in one file that only grows, read when they are asked for: those of 10,000 articles take
 * 200 MB, of which a question needs ten.
 *
 * The file: one line of JSON with the fingerprint and the width, then records of 16 bytes of the
 * texts' hash, the number of tokens, and what `TokenBag` holds. A torn last record is dropped;
 * another fingerprint or width begins the file anew.
 */
export class BagStore implements Bags, AsyncDisposable {
  readonly #options: BagStoreOptions
  readonly #places = new Map<string, { readonly at: number; readonly count: number }>()
  readonly #recent = new ByteRing<TokenBag>(IN_MEMORY)
  /** Those that are on no disk, or not yet. */
  readonly #unwritten = new Map<string, TokenBag>()
  #size = 0
  #reader: number | null = null

  private constructor(options: BagStoreOptions) {
    this.#options = options
  }

  static async open(options: BagStoreOptions, log: Logger): Promise<BagStore> {
    const { file, fingerprint, dimensions, mayWrite } = options
    const store = new BagStore(options)
    const header = Buffer.from(`${JSON.stringify({ format: 1, fingerprint, dimensions })}\n`)
    const found = await store.#readPlaces(header)
    if (found === 'other') log.info({ file }, 'what is kept of tokens is of another model')
    if (found !== 'read' && mayWrite) {
      await replaceFile(file, header)
      store.#size = header.length
    }
    return store
  }

  get dimensions(): number {
    return this.#options.dimensions
  }

  has(key: string): boolean {
    return this.#places.has(key) || this.#unwritten.has(key)
  }

  /** Reads it from disk when it was not read lately; some hundredths of a millisecond. */
  get(key: string): TokenBag | undefined {
    const known = this.#unwritten.get(key) ?? this.#recent.get(key)
    const place = this.#places.get(key)
    if (known || !place) return known
    const { at, count } = place
    return this.#recent.put(key, count * (TOKEN_BYTES + this.dimensions), (bytes) => {
      this.#reader ??= openSync(this.#options.file, 'r')
      if (readSync(this.#reader, bytes, 0, bytes.length, at) < bytes.length) return undefined
      return fromBytes(bytes, count, this.dimensions)
    })
  }

  async add(key: string, bag: TokenBag): Promise<void> {
    if (this.has(key)) return
    this.#unwritten.set(key, bag)
    if (!this.#options.mayWrite) return
    const head = Buffer.alloc(HEAD_BYTES)
    head.write(key, 0, 'base64url')
    head.writeUInt32LE(bag.ids.length, KEY_BYTES)
    const bytes = Buffer.concat([head, toBytes(bag)])
    await appendWhole(this.#options.file, bytes)
    this.#places.set(key, { at: this.#size + HEAD_BYTES, count: bag.ids.length })
    this.#size += bytes.length
    this.#unwritten.delete(key)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#reader !== null) closeSync(this.#reader)
    this.#reader = null
  }

  async #readPlaces(header: Buffer): Promise<'read' | 'other' | 'none'> {
    const { file, mayWrite } = this.#options
    const handle = await open(file, 'r').catch(() => null)
    if (handle === null) return 'none'
    try {
      const { size } = await handle.stat()
      const first = Buffer.alloc(header.length)
      await handle.read(first, 0, header.length, 0)
      if (!first.equals(header)) return 'other'
      const head = Buffer.alloc(HEAD_BYTES)
      let at = header.length
      while (at + HEAD_BYTES <= size) {
        await handle.read(head, 0, HEAD_BYTES, at)
        const count = head.readUInt32LE(KEY_BYTES)
        const next = at + HEAD_BYTES + count * (TOKEN_BYTES + this.dimensions)
        if (next > size) break
        const key = head.toString('base64url', 0, KEY_BYTES)
        this.#places.set(key, { at: at + HEAD_BYTES, count })
        at = next
      }
      if (at < size && mayWrite) await truncate(file, at)
      this.#size = at
      return 'read'
    } catch (cause) {
      throw new Error(`${file} cannot be read: ${reasonOf(cause)}`, { cause })
    } finally {
      await handle.close()
    }
  }
}

/** Wide numbers first, so that each list begins where its kind may. */
function toBytes({ ids, lengths, scales, counts, numbers }: TokenBag): Buffer {
  return Buffer.concat(
    [ids, lengths, scales, counts, numbers].map(
      ({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength),
    ),
  )
}

function fromBytes(
  { buffer, byteOffset: at }: Uint8Array<ArrayBuffer>,
  count: number,
  dimensions: number,
): TokenBag {
  return {
    dimensions,
    ids: new Uint32Array(buffer, at, count),
    lengths: new Float32Array(buffer, at + 4 * count, count),
    scales: new Float32Array(buffer, at + 8 * count, count),
    counts: new Uint16Array(buffer, at + 12 * count, count),
    numbers: new Int8Array(buffer, at + 14 * count, count * dimensions),
  }
}
