import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const satisfactionMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('session_satisfaction')
      .addColumn('session_id', 'text', (column) => column.primaryKey().references('session.id'))
      .addColumn('class', 'text', (column) =>
        column.notNull().check(sql`class in ('dissatisfied', 'neutral', 'satisfied')`),
      )
      .addColumn('score', 'real', (column) => column.notNull().check(sql`score between -2 and 2`))
      // JSON, names of reasons, the weightiest first.
      .addColumn('reasons', 'text', (column) => column.notNull())
      .addColumn('longest_wait', 'integer', (column) => column.notNull())
      // The session's `last_message_at` when it was read: what came later is not in it.
      .addColumn('through', 'integer', (column) => column.notNull())
      .addColumn('read_at', 'integer', (column) => column.notNull())
      .execute()
    // Serves the board: the visits that ended in its days.
    await db.schema.createIndex('session_closed').on('session').column('closed_at').execute()
  },
}
