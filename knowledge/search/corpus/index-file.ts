import { createHash, webcrypto } from 'node:crypto'
import { type FileHandle, open, readFile, rename, rm } from 'node:fs/promises'

/** Bytes of an index file, in the order in which they were written. */
export type Sections = readonly Uint8Array[]

/** Long enough that few writes are needed, short enough that nobody waits for its checksum. */
const CHUNK = 1_000_000

const CHECKSUM_LENGTH = 64

/**
 * Writes a file beside the old one and swaps them, so that a crash leaves one of the two: a line of
 * header, the sections, and a checksum of all that.
 */
export async function writeIndexFile(
  file: string,
  header: Readonly<Record<string, unknown>>,
  sections: Sections,
): Promise<void> {
  const beside = `${file}.${process.pid}.new`
  const handle = await open(beside, 'w')
  try {
    const lengths = sections.map(({ byteLength }) => byteLength)
    const first = Buffer.from(`${JSON.stringify({ ...header, sections: lengths })}\n`)
    await writeChecked(handle, [first, ...sections])
    await handle.sync()
    await handle.close()
    await rename(beside, file)
  } catch (cause) {
    await handle.close().catch(() => {})
    await rm(beside, { force: true })
    throw cause
  }
}

/**
 * Reads what `writeIndexFile` wrote.
 *
 * @returns `null` when there is no such file.
 * @throws {Error} When it was damaged.
 */
export async function readIndexFile(file: string): Promise<{
  readonly header: Readonly<Record<string, unknown>>
  readonly sections: Sections
} | null> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch {
    return null
  }
  const end = bytes.indexOf('\n')
  const content = bytes.subarray(0, -CHECKSUM_LENGTH)
  const checksum = await webcrypto.subtle.digest('SHA-256', content)
  const isWhole = Buffer.from(checksum).toString('hex') === bytes.toString('latin1', content.length)
  if (end === -1 || !isWhole) throw new Error('its checksum does not match')
  const header: unknown = JSON.parse(bytes.toString('utf8', 0, end))
  if (!isHeader(header)) throw new Error('its first line is no header')
  let at = end + 1
  const sections = header.sections.map((length) => {
    at += length
    return bytes.subarray(at - length, at)
  })
  return { header, sections }
}

/** @param bytes Of a section that was numbers. */
export function numbersIn(bytes: Uint8Array | undefined): Uint32Array {
  // A copy, since a section may begin at any byte, and numbers only at every fourth.
  const copy = new Uint8Array(bytes ?? [])
  return new Uint32Array(copy.buffer)
}

export function bytesOf(numbers: Uint32Array): Uint8Array {
  return new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength)
}

async function writeChecked(handle: FileHandle, parts: Sections): Promise<void> {
  const hash = createHash('sha256')
  for (const part of parts) {
    for (let at = 0; at < part.length; at += CHUNK) {
      const chunk = part.subarray(at, at + CHUNK)
      hash.update(chunk)
      await handle.writeFile(chunk)
    }
  }
  await handle.writeFile(hash.digest('hex'))
}

function isHeader(
  value: unknown,
): value is { readonly sections: readonly number[] } & Readonly<Record<string, unknown>> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'sections' in value &&
    Array.isArray(value.sections)
  )
}
