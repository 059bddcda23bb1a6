import type { Migrations } from '../../platform/db/migrate.js'

export const correctionMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('correction')
      // The bot's message; its trace holds the question.
      .addColumn('message_id', 'text', (column) => column.primaryKey().references('message.id'))
      .addColumn('gold', 'text', (column) => column.notNull())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('agent_name', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
    // Serves reading labels from use, a page of visits at a time, newest first.
    await db.schema
      .createIndex('session_last_message')
      .on('session')
      .columns(['last_message_at', 'id'])
      .execute()
  },
}
