import { Fault } from '../fault.js'
import { sql } from './kysely.js'
import type { Db } from './tables.js'

/**
 * Leaves nothing in the database's files that no row holds: neither in pages that were freed, nor
 * in the gaps of pages that were split, nor in the write-ahead log.
 *
 * Everyone waits meanwhile: 7 to 16 ms for each MB (`customers.bench.ts`). Not to be called within a transaction.
 *
 * @throws {Fault} `upstream-down` when another process reads the database; safe to try again.
 */
export async function cleanFile(db: Db): Promise<void> {
  await sql`vacuum`.execute(db)
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db)
  if (rows[0]?.busy === 1) {
    throw new Fault(
      'upstream-down',
      'What was erased is still in the write-ahead log, since another process reads the database. End it; the log is emptied at the next try.',
    )
  }
}
