import { statSync } from 'node:fs'
import { opendir, readdir, readFile } from 'node:fs/promises'
import { basename, join, sep } from 'node:path'
import { Fault, reasonOf } from '../../platform/fault.js'
import type { Article } from './article.js'
import type { FormReason } from './form-reason.js'
import {
  digestOf,
  formError,
  LARGEST,
  type PlainFiles,
  parseArticle,
  tooLarge,
} from './parse-article.js'
import type { Problem } from './problem.js'

/** A file as it was when it was last read, so that it is read again only when it changed. */
export interface SeenFile {
  readonly file: string
  readonly mtimeMs: number
  readonly size: number
  readonly digest: string
}

export interface LoadedArticles {
  /** By file. An article whose file went bad is the last good one. Ids may repeat. */
  readonly articles: readonly Article[]
  readonly seen: readonly SeenFile[]
  /** Every file below the folder, pictures included. */
  readonly files: ReadonlySet<string>
  /** Of files that could not be read or parsed. */
  readonly problems: readonly Problem[]
  /** How many files were parsed in this run. */
  readonly parsed: number
}

/** After so long, others get their turn. */
const SLICE_MS = 12

/** Looking at ten thousand files one after the other takes four times as long. */
const READ_AT_ONCE = 32

/**
 * Reads all markdown below a folder, parsing only what changed since `before`.
 *
 * @param onFile Called with the number of files done and of all.
 * @throws {Fault} `not-found` when the folder cannot be read.
 */
export async function loadArticles(
  folder: string,
  plain: PlainFiles,
  before: Pick<LoadedArticles, 'articles' | 'seen' | 'problems'>,
  onFile: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<LoadedArticles> {
  const files = await listFiles(folder)
  const markdown = files.filter((file) => /\.(?:md|markdown)$/i.test(file)).sort()
  const articleOf = new Map(before.articles.map((article) => [article.file, article]))
  const seenOf = new Map(before.seen.map((seen) => [seen.file, seen]))
  const problemsOf = new Map<string, Problem[]>()
  for (const problem of before.problems) {
    problemsOf.set(problem.file, [...(problemsOf.get(problem.file) ?? []), problem])
  }
  const articles: Article[] = []
  const seen: SeenFile[] = []
  const problems: Problem[] = []
  let parsed = 0
  let sliceStart = performance.now()

  let vanished = 0
  for (let from = 0; from < markdown.length; from += READ_AT_ONCE) {
    signal.throwIfAborted()
    const some = markdown.slice(from, from + READ_AT_ONCE)
    const reads = await Promise.all(
      some.map((file) => readChanged(join(folder, file), file, seenOf.get(file))),
    )
    for (const [i, read] of reads.entries()) {
      const file = some[i] ?? ''
      const lastGood = articleOf.get(file)
      if (read === null) {
        vanished++
        continue
      }
      if ('problem' in read) {
        problems.push(read.problem)
        if (lastGood) articles.push(lastGood)
        continue
      }
      seen.push(read.seen)
      if (read.bytes === null) {
        if (lastGood) articles.push(lastGood)
        problems.push(...(problemsOf.get(file) ?? []))
      } else {
        parsed++
        const result = parseArticle(file, read.bytes, plain)
        if (result.ok) {
          articles.push(result.article)
          problems.push(...result.warnings)
        } else {
          problems.push(...result.problems)
          if (lastGood) articles.push(lastGood)
        }
      }
      if (performance.now() - sliceStart < SLICE_MS) continue
      onFile(from + i + 1, markdown.length)
      await new Promise((resolve) => setImmediate(resolve))
      sliceStart = performance.now()
    }
  }
  // Where the whole folder went, nobody deleted its articles one by one.
  if (vanished > 0) await findFolder(folder)
  onFile(markdown.length, markdown.length)
  return { articles: qualifyIds(articles), seen, files: new Set(files), problems, parsed }
}

/** `null` when the file vanished meanwhile; `bytes` is `null` when it is as it was. */
async function readChanged(
  path: string,
  file: string,
  last: SeenFile | undefined,
): Promise<
  | { readonly seen: SeenFile; readonly bytes: Uint8Array | null }
  | { readonly problem: Problem }
  | null
> {
  const fail = (reason: FormReason) => ({ problem: formError(file, 1, reason) })
  try {
    // A promise for each of ten thousand files costs more than to look at them.
    const { mtimeMs, size } = statSync(path)
    if (last && last.mtimeMs === mtimeMs && last.size === size) return { seen: last, bytes: null }
    if (size > LARGEST) return fail(tooLarge(size))
    const bytes = await readFile(path)
    const digest = digestOf(bytes)
    const seen = { file, mtimeMs, size, digest }
    return { seen, bytes: last?.digest === digest ? null : bytes }
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : ''
    if (code === 'ENOENT') return null
    if (code === 'EISDIR') return fail({ kind: 'a-folder' })
    if (code === 'ELOOP') return fail({ kind: 'leads-back' })
    return fail({ kind: 'not-readable', said: reasonOf(cause) })
  }
}

/** @throws {Fault} `not-found` when there is no such folder. */
export async function findFolder(folder: string): Promise<void> {
  try {
    await opendir(folder).then((directory) => directory.close())
  } catch (cause) {
    throw unreadable(folder, cause)
  }
}

function unreadable(folder: string, cause: unknown): Fault {
  return new Fault(
    'not-found',
    `The articles' folder ${folder} cannot be read (${reasonOf(cause)}). Create it, or name another folder.`,
    { cause },
  )
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    return entries
      .filter((entry) => entry.isFile() || entry.isSymbolicLink())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .map((file) => file.split(sep).join('/'))
      .filter(
        (file) => !file.split('/').some((part) => part.startsWith('.') || part === 'node_modules'),
      )
  } catch (cause) {
    throw unreadable(folder, cause)
  }
}

/** Plain files of one name in several folders are told apart by their paths. */
function qualifyIds(articles: readonly Article[]): readonly Article[] {
  const counts = new Map<string, number>()
  const named = articles.map((article) => {
    const name = basename(article.file).replace(/\.(?:md|markdown)$/i, '')
    const path = article.file.replace(/\.(?:md|markdown)$/i, '')
    const isNamedByFile = article.plain && (article.id === name || article.id === path)
    const id = isNamedByFile ? name : article.id
    counts.set(id, (counts.get(id) ?? 0) + 1)
    return { article, id, path, isNamedByFile }
  })
  return named.map(({ article, id, path, isNamedByFile }) => {
    const unique = isNamedByFile && (counts.get(id) ?? 0) > 1 ? path : id
    return unique === article.id ? article : { ...article, id: unique }
  })
}
