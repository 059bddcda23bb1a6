import type { Migrations } from '../db/migrate.js'

export const eventMigrations: Migrations = {
  '2026-11-23-event': {
    async up(db) {
      await db.schema
        .createTable('event')
        .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('topic', 'text', (column) => column.notNull())
        .addColumn('name', 'text', (column) => column.notNull())
        .addColumn('data', 'text', (column) => column.notNull())
        .execute()
      // Serves the catching up of one conversation's page.
      await db.schema.createIndex('event_topic').on('event').columns(['topic', 'number']).execute()
    },
  },
}
