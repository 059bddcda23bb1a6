import { join } from 'node:path'
import { Kysely, sql } from 'kysely'
import { Fault } from '../fault.js'
import { makeFolder } from './make-folder.js'
import { SqliteDialect } from './sqlite-dialect.js'

/**
 * Keeps a folder for this process alone until it is disposed.
 *
 * The lock is one that SQLite holds on a small file of its own: the system lets it go however the
 * process ends, also by `kill -9`, and the database beside it can still be read and backed up.
 *
 * @param folder Made when it is missing.
 * @throws {Fault} `misconfigured` when another process has it.
 */
export async function lockFolder(folder: string): Promise<AsyncDisposable> {
  const lock = await tryLockFolder(folder)
  if (lock) return lock
  throw new Fault(
    'misconfigured',
    `Another Kefu uses the data folder ${folder}. Stop it, or set KEFU_DATA to another folder.`,
  )
}

/** The same for those who can do without: `null` when another process has the folder. */
export async function tryLockFolder(folder: string): Promise<AsyncDisposable | null> {
  makeFolder(folder)
  const file = join(folder, 'lock')
  const lock = new Kysely<Record<never, never>>({ dialect: new SqliteDialect(file) })
  try {
    await sql`pragma busy_timeout = 0`.execute(lock)
    await sql`begin exclusive`.execute(lock)
  } catch (cause) {
    await lock.destroy()
    if (isBusy(cause)) return null
    throw cause
  }
  return { [Symbol.asyncDispose]: () => lock.destroy() }
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY'
}
