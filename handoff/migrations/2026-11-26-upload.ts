import type { Migrations } from '../../platform/db/migrate.js'

export const uploadMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('upload')
      // The name of the file in the data folder, too.
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('message_id', 'text', (column) => column.notNull().references('message.id'))
      .addColumn('conversation_id', 'text', (column) =>
        column.notNull().references('conversation.id'),
      )
      .addColumn('session_id', 'text', (column) => column.notNull().references('session.id'))
      // As the customer calls it.
      .addColumn('name', 'text', (column) => column.notNull())
      // Read from the bytes.
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('size', 'integer', (column) => column.notNull())
      .addColumn('digest', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
    // Serves erasure, which goes by visit.
    await db.schema.createIndex('upload_session').on('upload').column('session_id').execute()
  },
}
