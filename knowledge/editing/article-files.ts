import { randomBytes } from 'node:crypto'
import { link, mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { reasonOf } from '../../platform/fault.js'
import { digestOf } from '../article/parse-article.js'
import type { Base } from './draft.js'
import { type CommitWords, type GitWork, openGitFolder } from './git-folder.js'

export interface NewPicture {
  /** Path below the articles' folder. */
  readonly file: string
  readonly content: Uint8Array
}

export interface FileChange {
  readonly file: string
  /** Digest of what is replaced; `null` when there is no file yet. */
  readonly expected: string | null
  readonly source: string
  readonly pictures: readonly NewPicture[]
  readonly words: CommitWords
}

export type FileRefusal =
  /** Somebody wrote the file meanwhile. */
  | { readonly refusal: 'changed' }
  | { readonly refusal: 'git-busy'; readonly work: GitWork }
  /** `said` by git or a hook of the checkout. */
  | { readonly refusal: 'git-refused'; readonly said: string }
  | { readonly refusal: 'not-written'; readonly said: string }

export type FileOutcome =
  /** `commit` is `null` where the folder is no checkout. */
  | { readonly ok: true; readonly commit: string | null; readonly digest: string }
  | ({ readonly ok: false } & FileRefusal)

/** The folder of articles, as far as it is written to. */
export interface ArticleFiles {
  /** `null` when there is no such file. */
  read(file: string): Promise<Base | null>
  /** Writes one article whole, and commits it; or leaves everything as it was, and says why. */
  write(change: FileChange): Promise<FileOutcome>
}

/**
 * Every file is written beside its old one and renamed, so that a reader, and a power cut, meets
 * the old text or the new. The last look at the old one is right before the renaming; a change that
 * another program makes in that moment would be written over.
 */
export function createArticleFiles(folder: string): ArticleFiles {
  // One at a time: two commits at once disturb each other.
  let last: Promise<unknown> = Promise.resolve()

  async function read(file: string): Promise<Base | null> {
    try {
      const bytes = await readFile(join(folder, file))
      return { digest: digestOf(bytes), source: new TextDecoder().decode(bytes) }
    } catch (cause) {
      if (['ENOENT', 'ENOTDIR'].includes(codeOf(cause))) return null
      throw cause
    }
  }

  async function write(change: FileChange): Promise<FileOutcome> {
    const { file, expected, source, pictures, words } = change
    let git: Awaited<ReturnType<typeof openGitFolder>>
    try {
      git = await openGitFolder(folder)
    } catch (cause) {
      return { ok: false, refusal: 'git-refused', said: reasonOf(cause) }
    }
    const work = git?.busyWith() ?? null
    if (work !== null) return { ok: false, refusal: 'git-busy', work }

    const written: Written[] = []
    const undo = async () => {
      for (const each of written.toReversed()) await restore(each)
    }
    try {
      for (const picture of pictures) {
        if (await hasFile(join(folder, picture.file))) continue
        written.push(await replace(join(folder, picture.file), picture.content))
      }
      const bytes = new TextEncoder().encode(source)
      written.push(await replace(join(folder, file), bytes, { digest: expected }))
      const digest = digestOf(bytes)
      if (!git) return { ok: true, commit: null, digest }
      const committed = await git.commit([...pictures.map((each) => each.file), file], words)
      if (committed.ok) return { ok: true, commit: committed.hash, digest }
      await undo()
      return { ok: false, refusal: 'git-refused', said: committed.said }
    } catch (cause) {
      await undo()
      if (cause instanceof Changed) return { ok: false, refusal: 'changed' }
      return { ok: false, refusal: 'not-written', said: reasonOf(cause) }
    }
  }

  return {
    read,
    write(change) {
      const next = last.then(() => write(change))
      last = next.catch(() => {})
      return next
    },
  }
}

interface Written {
  readonly path: string
  /** What it held; `null` when it was not there. */
  readonly before: Uint8Array | null
}

/** The file is not the one that was to be replaced. */
class Changed extends Error {}

/** @param expected What it must be until it is replaced; `null` when it must not be there yet. */
async function replace(
  path: string,
  bytes: Uint8Array,
  expected?: { readonly digest: string | null },
): Promise<Written> {
  await mkdir(dirname(path), { recursive: true })
  const target = await realpath(path).catch(() => path)
  // Hidden, so that nobody reads it as an article.
  const beside = join(dirname(target), `.${randomBytes(6).toString('hex')}.tmp`)
  try {
    const mode = await stat(target).then(
      (found) => found.mode,
      () => 0o644,
    )
    const handle = await open(beside, 'wx', mode)
    try {
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    const before = await readFile(target).catch(() => null)
    if (expected && (before && digestOf(before)) !== expected.digest) throw new Changed()
    if (before === null) await link(beside, target)
    else await rename(beside, target)
    await syncFolder(dirname(target))
    return { path: target, before }
  } catch (cause) {
    throw isThereAlready(cause) ? new Changed() : cause
  } finally {
    await rm(beside, { force: true })
  }
}

async function restore({ path, before }: Written): Promise<void> {
  if (before === null) await rm(path, { force: true })
  else await replace(path, before)
}

/** A file is only found again after a power cut when its folder is on the disk as well. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function hasFile(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Somebody made the file after it was looked for. */
function isThereAlready(cause: unknown): boolean {
  const call = cause instanceof Error && 'syscall' in cause ? cause.syscall : ''
  return call === 'link' && codeOf(cause) === 'EEXIST'
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : ''
}
