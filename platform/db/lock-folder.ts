import { join } from 'node:path'
import type sqlite3 from 'sqlite3'
import { Fault } from '../fault.js'
import { makeFolder } from './make-folder.js'
import { closeSqliteFile, explainSqlite, openSqliteFile } from './sqlite-file.js'

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
  const lock = await openSqliteFile(file)
  try {
    // Without the query builder: a command that only searches needs nothing else of it.
    await execute(lock, file, 'pragma busy_timeout = 0; begin exclusive')
  } catch (cause) {
    await closeSqliteFile(lock)
    if (isBusy(cause)) return null
    throw cause
  }
  return { [Symbol.asyncDispose]: () => closeSqliteFile(lock) }
}

function execute(database: sqlite3.Database, file: string, statements: string): Promise<void> {
  return new Promise((resolve, reject) =>
    database.exec(statements, (error) => (error ? reject(explainSqlite(error, file)) : resolve())),
  )
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_BUSY'
}
