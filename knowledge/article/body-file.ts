import { createHash } from 'node:crypto'
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { reasonOf } from '../../platform/fault.js'
import type { StoredSentences } from '../search/corpus/stored-sentences.js'
import type { Article } from './article.js'

/** What of an article is read only when somebody asks for it. */
export type ArticleBody = Pick<Article, 'source' | 'passages'>

/** A body as it is kept, with what was cut out of it once. */
export interface KeptBody extends ArticleBody {
  /** Not there for a book, which is cut where somebody asks. */
  readonly sentences?: StoredSentences
}

/** Where a body lies in the file, and what it must be. */
export interface BodyPlace {
  readonly at: number
  readonly length: number
  readonly checksum: string
}

/**
 * A file of articles' bodies that only grows. At ten thousand articles the bodies are most of the
 * index, and a question needs those of a few.
 */
export class BodyFile {
  readonly #file: string
  readonly #descriptor: number
  #end: number

  private constructor(file: string, descriptor: number, end: number) {
    this.#file = file
    this.#descriptor = descriptor
    this.#end = end
  }

  /**
   * @param size What it holds at least; what follows is left from a save that did not end.
   * @throws {Error} When it is missing or shorter.
   */
  static open(file: string, size: number): BodyFile {
    const descriptor = openSync(file, size === 0 ? 'a+' : 'r')
    const bytes = fstatSync(descriptor).size
    if (bytes >= size) return new BodyFile(file, descriptor, bytes)
    closeSync(descriptor)
    throw new Error(`${file} has ${bytes} bytes instead of ${size}`)
  }

  /** All that was appended, what is not used any more included. */
  get size(): number {
    return this.#end
  }

  /** @returns Their places, in order, once they are on disk. */
  async append(bodies: readonly KeptBody[]): Promise<readonly BodyPlace[]> {
    const places: BodyPlace[] = []
    const handle = await open(this.#file, 'a')
    try {
      for (let i = 0; i < bodies.length; i += AT_ONCE) {
        const records = bodies.slice(i, i + AT_ONCE).map(toBytes)
        for (const bytes of records) {
          places.push({ at: this.#end, length: bytes.length, checksum: checksumOf(bytes) })
          this.#end += bytes.length
        }
        await writeAll(handle, Buffer.concat(records))
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    return places
  }

  /** @throws {Error} When the body was damaged. */
  read({ at, length, checksum }: BodyPlace): KeptBody {
    const bytes = Buffer.allocUnsafe(length)
    const count = readSync(this.#descriptor, bytes, 0, length, at)
    if (count < length || checksumOf(bytes) !== checksum) {
      throw new Error(`${this.#file} is damaged at byte ${at}`)
    }
    return JSON.parse(bytes.toString('utf8')) as KeptBody
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

/** So many bodies are put together for one write: a few hundred thousand bytes. */
const AT_ONCE = 64

function toBytes({ source, passages, sentences }: KeptBody): Buffer {
  const whole = passages.map(({ headings, place, end, lead, text }) => {
    return { headings, place, end, lead, text }
  })
  return Buffer.from(JSON.stringify({ source, passages: whole, sentences }))
}

function checksumOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('base64url').slice(0, 16)
}

async function writeAll(handle: FileHandle, bytes: Buffer): Promise<void> {
  try {
    await handle.writeFile(bytes)
  } catch (cause) {
    throw new Error(`The articles' texts cannot be kept (${reasonOf(cause)}).`, { cause })
  }
}
