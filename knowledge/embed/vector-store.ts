import { createHash } from 'node:crypto'
import { access, constants, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Fault, reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'

const KEY_BYTES = 16

/**
 * Vectors by the text they stand for, in one file that only grows, so that no text is embedded
 * twice: not after a restart, a rename of its file, or a change elsewhere in its article.
 *
 * The file: one line of JSON with the fingerprint and the width, then records of 16 bytes of the
 * text's hash and the vector's numbers. A torn last record is dropped; another fingerprint or
 * width begins the file anew.
 */
export class VectorStore {
  readonly #file: string
  readonly #dimensions: number
  readonly #vectors: Map<string, Float32Array>

  private constructor(file: string, dimensions: number, vectors: Map<string, Float32Array>) {
    this.#file = file
    this.#dimensions = dimensions
    this.#vectors = vectors
  }

  /** @throws {Fault} `misconfigured` when the folder cannot be made or written. */
  static async open(
    file: string,
    fingerprint: string,
    dimensions: number,
    log: Logger,
  ): Promise<VectorStore> {
    await makeFolder(dirname(file))
    const header = `${JSON.stringify({ format: 1, fingerprint, dimensions })}\n`
    const bytes = await readFile(file).catch(() => null)
    if (bytes === null || !bytes.subarray(0, header.length).equals(Buffer.from(header))) {
      if (bytes !== null) {
        log.warn({ file }, 'the kept vectors are of another model or damaged, and are made again')
      }
      await replaceFile(file, Buffer.from(header))
      return new VectorStore(file, dimensions, new Map())
    }
    const vectors = new Map<string, Float32Array>()
    const size = KEY_BYTES + dimensions * 4
    const records = Math.floor((bytes.length - Buffer.byteLength(header)) / size)
    const whole = Buffer.byteLength(header) + records * size
    for (let at = Buffer.byteLength(header); at < whole; at += size) {
      const key = bytes.toString('latin1', at, at + KEY_BYTES)
      const copy = new Uint8Array(bytes.subarray(at + KEY_BYTES, at + size))
      vectors.set(key, new Float32Array(copy.buffer))
    }
    if (whole < bytes.length) await replaceFile(file, bytes.subarray(0, whole))
    return new VectorStore(file, dimensions, vectors)
  }

  get size(): number {
    return this.#vectors.size
  }

  get(text: string): Float32Array | undefined {
    return this.#vectors.get(keyOf(text))
  }

  /** Keeps vectors; each is found at once and is on disk when the promise resolves. */
  async add(entries: readonly (readonly [text: string, vector: Float32Array])[]): Promise<void> {
    const size = KEY_BYTES + this.#dimensions * 4
    const bytes = Buffer.alloc(entries.length * size)
    entries.forEach(([text, vector], i) => {
      const key = keyOf(text)
      this.#vectors.set(key, vector)
      bytes.write(key, i * size, 'latin1')
      Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength).copy(
        bytes,
        i * size + KEY_BYTES,
      )
    })
    const handle = await open(this.#file, 'a')
    try {
      await handle.write(bytes)
    } finally {
      await handle.close()
    }
  }
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

function keyOf(text: string): string {
  return createHash('sha256').update(text).digest().toString('latin1', 0, KEY_BYTES)
}

async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const beside = `${file}.${process.pid}.new`
  const handle = await open(beside, 'w')
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file).catch(async (cause: unknown) => {
    await rm(beside, { force: true })
    throw cause
  })
}
