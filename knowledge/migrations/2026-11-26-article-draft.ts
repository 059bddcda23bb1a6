import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const articleDraftMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('article_draft')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('article', 'text', (column) => column.notNull())
      // One change of a file at a time: two would be published over each other.
      .addColumn('file', 'text', (column) => column.notNull().unique())
      .addColumn('state', 'text', (column) =>
        column.notNull().check(sql`state in ('draft', 'in-review', 'scheduled')`),
      )
      .addColumn('base_digest', 'text')
      .addColumn('base_source', 'text')
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('writers', 'text', (column) => column.notNull())
      .addColumn('remarks', 'text', (column) => column.notNull())
      .addColumn('sources', 'text', (column) => column.notNull())
      .addColumn('standing', 'text', (column) => column.notNull())
      .addColumn('day', 'text')
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('opened_at', 'integer', (column) => column.notNull())
      .addColumn('changed_at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('article_version')
      .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) =>
        column
          .notNull()
          .check(sql`kind in ('found', 'published', 'undone', 'renewed', 'withdrawn')`),
      )
      .addColumn('source', 'text', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('writers', 'text', (column) => column.notNull())
      .addColumn('by', 'text')
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('verdict', 'text')
      .addColumn('override', 'text')
      .addColumn('commit_hash', 'text')
      .execute()
    // Serves the history on an article's page.
    await db.schema
      .createIndex('article_version_of_file')
      .on('article_version')
      .columns(['file', 'number'])
      .execute()
  },
}
