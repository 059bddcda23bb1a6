import sqlite3 from 'sqlite3'
import { Fault } from '../fault.js'

/** Opens a SQLite file, which is made when it is missing. */
export function openSqliteFile(file: string): Promise<sqlite3.Database> {
  return new Promise((resolve, reject) => {
    const database = new sqlite3.Database(file, (error) => {
      if (error) reject(explainSqlite(error, file))
      else resolve(database)
    })
  })
}

export function closeSqliteFile(database: sqlite3.Database): Promise<void> {
  return new Promise((resolve, reject) =>
    database.close((error) => (error ? reject(error) : resolve())),
  )
}

/** SQLite's own words say little; the operator needs to know what to do. */
export function explainSqlite(error: Error, file: string): Error {
  const code = 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'SQLITE_FULL':
      return new Fault(
        'upstream-down',
        'The disk is full, so nothing could be stored. Free some space; nothing that was acknowledged is lost.',
        { cause: error },
      )
    case 'SQLITE_IOERR':
      // What a quota says, too: only one of the system's words for "no room" is known to SQLite.
      return new Fault(
        'upstream-down',
        `The disk under ${file} could not be read or written. Check that it is there, and that no quota is used up; nothing that was acknowledged is lost.`,
        { cause: error },
      )
    case 'SQLITE_READONLY':
      return new Fault(
        'misconfigured',
        `The database ${file} cannot be written. Give the process permission to write to the data folder.`,
        { cause: error },
      )
    case 'SQLITE_NOTADB':
    case 'SQLITE_CORRUPT':
      return new Fault(
        'misconfigured',
        `The database file ${file} is damaged or is no SQLite file. Restore it from a backup, or move it away to begin anew.`,
        { cause: error },
      )
    case 'SQLITE_CANTOPEN':
      return new Fault(
        'misconfigured',
        `The database file ${file} cannot be opened. Check that its folder exists and may be written.`,
        { cause: error },
      )
    default:
      return error
  }
}
