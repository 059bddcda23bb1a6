import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { type Item, type Page, type ParsePage, parsePage, type Row } from './parse-page.js'

/** Raise it when `parsePage` gives other pages for the same source. */
const FORMAT = 1

/** Parsed pages that outlive the process. */
export interface KeptPages {
  /** Parses what was not parsed before. */
  readonly parse: ParsePage
  /** Writes what was parsed since the last time; rejects when that is impossible. */
  save(): Promise<void>
}

const ITEM: z.ZodType<Item> = z.strictObject({ text: z.string(), line: z.number() })
const ROW: z.ZodType<Row> = z.strictObject({ cells: z.array(z.string()), line: z.number() })

const SECTION = z.strictObject({
  title: z.string(),
  line: z.number(),
  items: z.array(ITEM),
  rows: z.array(ROW),
  get sections() {
    return z.array(SECTION)
  },
})

const KEPT = z.strictObject({
  format: z.literal(FORMAT),
  pages: z.record(
    z.string(),
    z.strictObject({
      file: z.string(),
      yaml: z.string(),
      intro: z.string(),
      sections: z.array(SECTION),
    }),
  ),
})

/**
 * Keeps parsed pages in one file, by their source: markdown with thousands of sentences takes most
 * of a second to parse, and is the same at nearly every start.
 *
 * A file that is missing, torn or of another format keeps nothing. Pages that are not asked for
 * are left out of the next `save`.
 */
export async function keepPages(file: string): Promise<KeptPages> {
  const before = await readKept(file)
  const used = new Map<string, Page>()
  let isSaved = true
  return {
    parse(name, source) {
      const key = createHash('sha256').update(`${name}\n${source}`).digest('base64url')
      const known = used.get(key) ?? before.get(key)
      if (known === undefined) isSaved = false
      const page = known ?? parsePage(name, source)
      used.set(key, page)
      return page
    },
    async save() {
      if (isSaved) return
      await mkdir(dirname(file), { recursive: true })
      const beside = `${file}.${process.pid}.new`
      await writeFile(beside, JSON.stringify({ format: FORMAT, pages: Object.fromEntries(used) }))
      await rename(beside, file)
      isSaved = true
    },
  }
}

async function readKept(file: string): Promise<ReadonlyMap<string, Page>> {
  try {
    return new Map(Object.entries(KEPT.parse(JSON.parse(await readFile(file, 'utf8'))).pages))
  } catch {
    return new Map()
  }
}
