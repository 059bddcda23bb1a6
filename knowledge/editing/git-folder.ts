import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { type Instant, type Millis, SECOND } from '../../platform/clock.js'
import type { Writer } from './draft.js'

/** What a checkout can be in the middle of, when no single file can be committed. */
export type GitWork = 'merge' | 'rebase' | 'cherry-pick' | 'revert'

export interface Commit {
  readonly hash: string
  readonly at: Instant
  readonly author: string
  readonly committer: string
  readonly subject: string
  /** What the file was called then, below the top of the checkout. */
  readonly path: string
}

export interface CommitWords {
  readonly message: string
  readonly author: Writer
  readonly committer: Writer
}

/** A folder in a git checkout. Nothing here talks to another machine. */
export interface GitFolder {
  /** `null` when a file can be committed. */
  busyWith(): GitWork | null
  /**
   * Commits these files as they are on disk, and nothing else that is changed or staged.
   *
   * @returns What git, or a hook, said when it refused; then the index is as it was.
   */
  commit(
    files: readonly string[],
    words: CommitWords,
  ): Promise<
    { readonly ok: true; readonly hash: string } | { readonly ok: false; readonly said: string }
  >
  /** The newest first; a file that was moved is followed. */
  log(file: string, limit: number): Promise<readonly Commit[]>
  show(commit: Pick<Commit, 'hash' | 'path'>): Promise<string>
}

/** A hook may run tests; one that waits for a password never ends. */
const LIMIT: Millis = 60 * SECOND

/**
 * The folder as a checkout; `null` when it is in none, git is not there, or its files are ignored.
 *
 * @throws {Error} When git is there and refuses the folder, such as one of another user.
 */
export async function openGitFolder(folder: string): Promise<GitFolder | null> {
  if (!isBelowCheckout(folder)) return null
  const git = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    runGit(folder, args, env)
  let gitFolder: string
  try {
    gitFolder = resolve(folder, (await git(['rev-parse', '--git-dir'])).trim())
  } catch (cause) {
    if (cause instanceof GitFailed && cause.isMissing) return null
    throw cause
  }
  if (await isIgnored()) return null

  async function isIgnored(): Promise<boolean> {
    try {
      await git(['check-ignore', '-q', '.'])
      return true
    } catch {
      return false
    }
  }

  async function head(): Promise<string> {
    return (await git(['rev-parse', 'HEAD'])).trim()
  }

  async function untracked(files: readonly string[]): Promise<readonly string[]> {
    const tracked = new Set((await git(['ls-files', '-z', '--', ...files])).split('\0'))
    return files.filter((file) => !tracked.has(file))
  }

  return {
    busyWith() {
      const found = WORKS.find(([file]) => existsSync(join(gitFolder, file)))
      return found?.[1] ?? null
    },
    async commit(files, { message, author, committer }) {
      const fresh = await untracked(files)
      try {
        if (fresh.length > 0) await git(['add', '--intent-to-add', '--', ...fresh])
        const changed = await git(['status', '--porcelain', '--', ...files])
        if (changed.trim() === '') return { ok: true, hash: await head() }
        await git(['commit', '--only', '--quiet', '-m', message, '--', ...files], {
          GIT_AUTHOR_NAME: author.name,
          GIT_AUTHOR_EMAIL: emailOf(author),
          GIT_COMMITTER_NAME: committer.name,
          GIT_COMMITTER_EMAIL: emailOf(committer),
        })
        return { ok: true, hash: await head() }
      } catch (cause) {
        if (fresh.length > 0) {
          await git(['rm', '--cached', '--quiet', '-f', '--ignore-unmatch', '--', ...fresh]).catch(
            () => {},
          )
        }
        if (!(cause instanceof GitFailed)) throw cause
        return { ok: false, said: cause.message }
      }
    },
    async log(file, limit) {
      const format = '--format=%x1e%H%x1f%ct%x1f%an%x1f%cn%x1f%s'
      const args = ['log', '--follow', '--name-only', '-n', String(limit), format, '--', file]
      // A checkout without any commit has no log.
      const text = await git(args).catch(() => '')
      return text
        .split('\x1e')
        .slice(1)
        .map((entry) => {
          const [line = '', ...names] = entry.trim().split('\n')
          const [hash = '', seconds = '0', author = '', committer = '', subject = ''] =
            line.split('\x1f')
          const path = names.findLast((name) => name !== '') ?? ''
          return { hash, at: Number(seconds) * SECOND, author, committer, subject, path }
        })
        .filter(({ path }) => path !== '')
    },
    show: ({ hash, path }) => git(['show', `${hash}:${path}`]),
  }
}

const WORKS: readonly (readonly [file: string, work: GitWork])[] = [
  ['MERGE_HEAD', 'merge'],
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
]

/** Nobody's address: accounts have none, and a commit must. */
function emailOf({ login }: Writer): string {
  return `${login}@kefu.invalid`
}

function isBelowCheckout(folder: string): boolean {
  for (let at = resolve(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true
    if (dirname(at) === at) return false
  }
}

class GitFailed extends Error {
  readonly isMissing: boolean

  constructor(message: string, isMissing: boolean) {
    super(message)
    this.isMissing = isMissing
  }
}

/** As much of what git says as a page shows. */
const SAID_LENGTH = 600

function runGit(
  folder: string,
  args: readonly string[],
  more: Readonly<Record<string, string>>,
): Promise<string> {
  // A service that was itself started by a hook has variables that name another checkout.
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const env = { ...Object.fromEntries(own), ...more, GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C.UTF-8' }
  const options = { cwd: folder, env, timeout: LIMIT, maxBuffer: 32 * 1024 * 1024 }
  return new Promise((resolve, reject) => {
    execFile('git', ['-c', 'core.quotePath=false', ...args], options, (error, stdout, stderr) => {
      if (!error) return resolve(stdout)
      const said = `${stderr}\n${stdout}`.trim().slice(0, SAID_LENGTH)
      const silence = error.killed
        ? `It did not end within ${LIMIT / SECOND} seconds.`
        : error.message
      reject(new GitFailed(said === '' ? silence : said, error.code === 'ENOENT'))
    })
  })
}
