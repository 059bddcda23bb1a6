import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { Fault, reasonOf } from '../../platform/fault.js'
import { type Page, type ParsePage, parsePage } from './parse-page.js'

/**
 * Reads every `*.md` of one folder, in the order of names; a `README.md` is for people and skipped.
 * Parsed one after the other, so that whoever waits while a service runs has their turn between two.
 *
 * @throws {Fault} `misconfigured` when the folder or a file in it cannot be read.
 */
export async function readPages(
  folder: string,
  parse: ParsePage = parsePage,
): Promise<readonly Page[]> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw unreadable(folder, cause)
  })
  const files = names.filter((name) => name.endsWith('.md') && name !== 'README.md').sort()
  const sources = await Promise.all(files.map((name) => readSource(join(folder, name))))
  const pages: Page[] = []
  for (const [i, source] of sources.entries()) {
    pages.push(parse(files[i] ?? '', source))
    await nextTurn()
  }
  return pages
}

/** @throws {Fault} `misconfigured` when the file cannot be read. */
export async function readPage(file: string, parse: ParsePage = parsePage): Promise<Page> {
  return parse(basename(file), await readSource(file))
}

async function readSource(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(file, cause)
  })
}

function unreadable(path: string, cause: unknown): Fault {
  return new Fault(
    'misconfigured',
    `${path} cannot be read: ${reasonOf(cause)}. Put the content there, or set its folder to where it is.`,
    { cause },
  )
}
