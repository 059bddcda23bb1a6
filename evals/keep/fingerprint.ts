import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** What the code was. */
export interface CodeFacts {
  /** `null` where the program is no git checkout. */
  readonly commit: string | null
  /** Whether files differ from that commit. */
  readonly changed: boolean
}

/** Which commit a folder is at. A folder without git is no fault: the run then does not say. */
export async function codeFacts(folder: string): Promise<CodeFacts> {
  try {
    const commit = await run('git', ['rev-parse', 'HEAD'], { cwd: folder })
    const status = await run('git', ['status', '--porcelain'], { cwd: folder })
    return { commit: commit.stdout.trim(), changed: status.stdout.trim() !== '' }
  } catch {
    return { commit: null, changed: false }
  }
}

/** What the bot knew. */
export interface ContentFacts {
  /** Name of the folder. */
  readonly name: string
  /** Of all files in it, by path and bytes. */
  readonly digest: string
}

export async function contentFacts(folder: string): Promise<ContentFacts> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
  const hash = createHash('sha256')
  for (const file of files) {
    hash.update(`${file.slice(folder.length)}\n`).update(await readFile(file))
  }
  return { name: basename(resolve(folder)), digest: hash.digest('hex').slice(0, DIGEST_LENGTH) }
}

const DIGEST_LENGTH = 12
