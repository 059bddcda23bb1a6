import { createHash } from 'node:crypto'
import { mkdir, open, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
import type { Article } from '../article/article.js'
import type { SeenFile } from '../article/load-articles.js'
import type { Problem } from '../article/problem.js'
import type { Confidence } from './confidence.js'
import type { StoredWords } from './word-index.js'

/** Grows with every change of what is stored, or of how text is folded, cut or split. */
const FORMAT = 5

/** What a start finds on disk, so that nothing unchanged is read or indexed again. */
export interface StoredIndex {
  readonly seen: readonly SeenFile[]
  readonly articles: readonly Article[]
  readonly problems: readonly Problem[]
  readonly words: StoredWords
  readonly confidence: Confidence | null
}

/**
 * Reads the index, when there is one of this version and of the same articles' folder.
 *
 * @param content Names the articles' folder and how it is read.
 * @returns `null` when the index must be built; when it was damaged, the log says so.
 */
export async function readIndex(
  folder: string,
  content: string,
  log: Logger,
): Promise<StoredIndex | null> {
  const file = join(folder, 'articles.json')
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch {
    return null
  }
  try {
    const end = text.indexOf('\n')
    const header: unknown = JSON.parse(text.slice(0, end))
    const body = text.slice(end + 1)
    if (!isHeader(header)) throw new Error('its first line is no header')
    if (header.format !== FORMAT || header.content !== content) {
      log.info({ file }, 'the index is of another version or folder, and is built anew')
      return null
    }
    if (header.checksum !== checksumOf(body)) throw new Error('its checksum does not match')
    return JSON.parse(body) as StoredIndex
  } catch (cause) {
    log.warn({ file, reason: reasonOf(cause) }, 'the index file is damaged, and is built anew')
    return null
  }
}

/** Writes the index beside the old one and swaps them, so that a crash leaves one of the two. */
export async function writeIndex(
  folder: string,
  content: string,
  index: StoredIndex,
): Promise<void> {
  await mkdir(folder, { recursive: true })
  const body = JSON.stringify(index)
  const header = JSON.stringify({ format: FORMAT, content, checksum: checksumOf(body) })
  const file = join(folder, 'articles.json')
  const beside = `${file}.${process.pid}.new`
  const handle = await open(beside, 'w')
  try {
    await handle.writeFile(`${header}\n${body}`)
    await handle.sync()
  } finally {
    await handle.close()
  }
  await rename(beside, file)
}

interface Header {
  readonly format: number
  readonly content: string
  readonly checksum: string
}

function isHeader(value: unknown): value is Header {
  return typeof value === 'object' && value !== null && 'format' in value && 'checksum' in value
}

function checksumOf(body: string): string {
  return createHash('sha256').update(body).digest('hex')
}
