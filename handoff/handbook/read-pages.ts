import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { Fault, reasonOf } from '../../platform/fault.js'
import { type Page, type ParsePage, parsePage } from './parse-page.js'

/**
 * Reads every `*.md` of one folder, in the order of names; a `README.md` is for people and skipped.
 * One after the other, so that whoever waits while a service runs has their turn between two.
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
  const pages: Page[] = []
  for (const name of files) pages.push(await readPage(join(folder, name), parse))
  return pages
}

/** @throws {Fault} `misconfigured` when the file cannot be read. */
export async function readPage(file: string, parse: ParsePage = parsePage): Promise<Page> {
  const source = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw unreadable(file, cause)
  })
  return parse(basename(file), source)
}

function unreadable(path: string, cause: unknown): Fault {
  return new Fault(
    'misconfigured',
    `${path} cannot be read: ${reasonOf(cause)}. Put the content there, or set its folder to where it is.`,
    { cause },
  )
}
