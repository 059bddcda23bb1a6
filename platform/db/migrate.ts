import type { Kysely, Migration } from 'kysely'
import { Fault } from '../fault.js'
import { Migrator } from './kysely.js'
import type { Tables } from './tables.js'

/** Migrations by name, such as `2026-12-01-case`. They only go forward, in the order of names. */
export type Migrations = Readonly<Record<string, Pick<Migration, 'up'>>>

/**
 * Brings the database up to date, all folders' migrations together.
 *
 * @returns The names of those that ran.
 * @throws {Fault} `misconfigured` when the database was written by a newer version.
 */
export async function migrate(
  db: Kysely<Tables>,
  lists: readonly Migrations[],
): Promise<readonly string[]> {
  const migrations: Record<string, Migration> = Object.assign({}, ...lists)
  const migrator = new Migrator({
    db,
    provider: { getMigrations: async () => migrations },
    // Folders date their migrations independently, so a late one may sort before an early one.
    allowUnorderedMigrations: true,
  })
  const executed = (await migrator.getMigrations()).length
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return results?.map((result) => result.migrationName) ?? []
  const text = error instanceof Error ? error.message : String(error)
  if (text.includes('corrupted migrations')) {
    throw new Fault(
      'misconfigured',
      `The database was written by a newer version of Kefu (${text}; this version knows ${executed}). Install that version, or set KEFU_DATA to another folder.`,
      { cause: error },
    )
  }
  throw error
}
