import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join, relative, resolve, sep } from 'node:path'
import { promisify } from 'node:util'
import { Fault, reasonOf } from '../../platform/fault.js'

const run = promisify(execFile)

/** A listing of a large folder takes more than the default. */
const MOST_OUTPUT = 64 * 1024 * 1024

/**
 * Writes a folder of a git checkout as it was at a ref, beside the checkout: neither its files nor
 * its index are touched.
 *
 * @param into An empty folder, or none.
 * @throws {Fault} `bad-input` without git, outside of a checkout, or when the ref or the folder in it
 *   is not there.
 */
export async function contentAtRef(
  content: string,
  ref: string,
  into: string,
  signal: AbortSignal,
): Promise<void> {
  const folder = resolve(content)
  const root = await topOf(folder, signal)
  const path = relative(root, folder).split(sep).join('/')
  const commit = await commitOf(root, ref, signal)
  // An index of its own, so that what is staged stays so.
  const env = { ...process.env, GIT_INDEX_FILE: join(into, '.index') }
  await mkdir(into, { recursive: true })
  const tree = path === '' ? commit : `${commit}:${path}`
  await git(root, ['read-tree', tree], signal, env).catch((cause: unknown) => {
    throw new Fault('bad-input', `There is no folder ${path} at ${ref}. Name another --content.`, {
      cause,
    })
  })
  const prefix = `--prefix=${into}${sep}content${sep}`
  // Paths of the index are counted from the top of the checkout.
  await git(root, ['checkout-index', '--all', '--force', prefix], signal, env)
}

async function topOf(folder: string, signal: AbortSignal): Promise<string> {
  try {
    return (await git(folder, ['rev-parse', '--show-toplevel'], signal)).trim()
  } catch (cause) {
    signal.throwIfAborted()
    if (isMissing(cause)) {
      throw new Fault(
        'bad-input',
        `git cannot be run in ${folder}, since git or the folder is not there. Install git, or name an existing folder with --content.`,
        { cause },
      )
    }
    throw new Fault(
      'bad-input',
      `${folder} is not in a git checkout, so there is nothing to compare it with. Run the gate in a clone, or name a folder of one with --content.`,
      { cause },
    )
  }
}

async function commitOf(root: string, ref: string, signal: AbortSignal): Promise<string> {
  try {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]
    return (await git(root, args, signal)).trim()
  } catch (cause) {
    signal.throwIfAborted()
    throw new Fault(
      'bad-input',
      `git knows no ${JSON.stringify(ref)} here. Name a branch, tag or commit; in a shallow clone, fetch it first: git fetch origin ${ref}`,
      { cause },
    )
  }
}

async function git(
  folder: string,
  args: readonly string[],
  signal: AbortSignal,
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const options = { cwd: folder, signal, env, maxBuffer: MOST_OUTPUT }
  const { stdout } = await run('git', [...args], options)
  return stdout
}

/** Whether the program, or the folder it is to run in, is not there. */
function isMissing(cause: unknown): boolean {
  return /ENOENT/.test(reasonOf(cause))
}
