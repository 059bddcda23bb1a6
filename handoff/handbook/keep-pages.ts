import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { replaceFile } from '../../platform/replace-file.js'
import { type Page, type ParsePage, parsePage } from './parse-page.js'

/** Raise it when `parsePage` gives other pages for the same source. */
const FORMAT = 2

/** Parsed pages that outlive the process. */
export interface KeptPages {
  /** Parses what was not parsed before. */
  readonly parse: ParsePage
  /** Writes what was parsed since the last time; rejects when that is impossible. */
  save(): Promise<void>
}

/**
 * Keeps parsed pages in one file, by their source: markdown with thousands of sentences takes most
 * of a second to parse, and is the same at nearly every start.
 *
 * A file that is missing, torn or of another format keeps nothing. Pages that are not asked for
 * are left out of the next `save`.
 */
export async function keepPages(
  file: string,
  parseAnew: ParsePage = parsePage,
): Promise<KeptPages> {
  const before = await readKept(file)
  const used = new Map<string, Page>()
  let isSaved = true
  return {
    parse(name, source) {
      const key = createHash('sha256').update(`${name}\n${source}`).digest('base64url')
      const known = used.get(key) ?? before.get(key)
      if (known === undefined) isSaved = false
      const page = known ?? parseAnew(name, source)
      used.set(key, page)
      return page
    },
    async save() {
      if (isSaved) return
      const text = JSON.stringify([...used])
      await replaceFile(file, `${headerFor(text)}\n${text}`)
      isSaved = true
    },
  }
}

async function readKept(file: string): Promise<ReadonlyMap<string, Page>> {
  const kept = await readFile(file, 'utf8').catch(() => '')
  const end = kept.indexOf('\n')
  const text = kept.slice(end + 1)
  return new Map(
    kept.slice(0, end) === headerFor(text) ? (JSON.parse(text) as [string, Page][]) : [],
  )
}

/** The first line: what else the file holds is as it was written when this agrees. */
function headerFor(text: string): string {
  return JSON.stringify({
    format: FORMAT,
    checksum: createHash('sha256').update(text).digest('hex'),
  })
}
