import { dirname } from 'node:path'
import { Kysely, sql } from './kysely.js'
import { makeFolder } from './make-folder.js'
import { type Migrations, migrate } from './migrate.js'
import { SqliteDialect } from './sqlite-dialect.js'
import type { Tables } from './tables.js'

/**
 * Opens the database and brings it up to date.
 *
 * Commits reach the disk before they are acknowledged (`synchronous = full`), so a power cut
 * loses nothing that a customer saw as sent.
 *
 * @param file Path of the database, made with its folder when missing, or `:memory:`.
 * @throws {Fault} `misconfigured` when it cannot be opened, is damaged, or is from a newer version.
 */
export async function openDb(
  file: string,
  migrations: readonly Migrations[],
): Promise<Kysely<Tables>> {
  if (file !== ':memory:') makeFolder(dirname(file))
  const db = new Kysely<Tables>({ dialect: new SqliteDialect(file) })
  try {
    await sql`pragma busy_timeout = 5000`.execute(db)
    await sql`pragma journal_mode = wal`.execute(db)
    await sql`pragma synchronous = full`.execute(db)
    await sql`pragma foreign_keys = on`.execute(db)
    // What was erased is overwritten where it stood (H8.1); `clean-file.ts` does the rest.
    await sql`pragma secure_delete = on`.execute(db)
    await migrate(db, migrations)
    return db
  } catch (cause) {
    await db.destroy()
    throw cause
  }
}

/**
 * A second connection to a database that is open, for pages that only read: it sees what was
 * committed before it asks, and does not wait for those who write.
 *
 * @param file As for `openDb`, but not `:memory:`, which is another database for each connection.
 */
export async function openReader(file: string): Promise<Kysely<Tables>> {
  const db = new Kysely<Tables>({ dialect: new SqliteDialect(file) })
  try {
    await sql`pragma busy_timeout = 5000`.execute(db)
    await sql`pragma query_only = on`.execute(db)
    return db
  } catch (cause) {
    await db.destroy()
    throw cause
  }
}
