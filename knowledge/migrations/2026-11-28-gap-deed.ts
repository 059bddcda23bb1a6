import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const gapDeedMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('gap_deed')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) =>
        column.notNull().check(sql`kind in ('dismissed', 'drafted', 'added')`),
      )
      .addColumn('reason', 'text', (column) => column.notNull())
      // The article that was begun or added to; null for a dismissal.
      .addColumn('article', 'text')
      .addColumn('grows_by', 'integer', (column) => column.notNull())
      .addColumn('editor_id', 'text', (column) => column.notNull())
      .addColumn('editor_name', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
    // Ids alone: what customers wrote stays in the record, where erasure reaches it (H8.1).
    await db.schema
      .createTable('gap_deed_question')
      .addColumn('deed_id', 'text', (column) => column.notNull().references('gap_deed.id'))
      .addColumn('question_id', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('gap_deed_question_key', ['deed_id', 'question_id'])
      .execute()
    // Serves the list of gaps, which reads the newest deeds.
    await db.schema.createIndex('gap_deed_at').on('gap_deed').columns(['at', 'id']).execute()
  },
}
