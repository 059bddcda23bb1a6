import type { Kysely, Transaction } from 'kysely'

/**
 * All tables. Each `*-table.ts` adds its own by declaration merging, so that the columns of a
 * table stand in the file that reads and writes them.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by the files that own a table
export interface Tables {}

/** The database, or a transaction in it. */
export type Db = Kysely<Tables> | Transaction<Tables>
