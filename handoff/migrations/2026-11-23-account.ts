import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const accountMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('account')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('login', 'text', (column) => column.notNull().unique())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('role', 'text', (column) =>
        column.notNull().check(sql`role in ('agent', 'supervisor', 'editor')`),
      )
      .addColumn('languages', 'text', (column) => column.notNull())
      .addColumn('password_hash', 'text')
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('sign_in_link')
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull().references('account.id'))
      .addColumn('expires_at', 'integer', (column) => column.notNull())
      .addColumn('used_at', 'integer')
      .execute()
    await db.schema
      .createTable('desk_session')
      .addColumn('digest', 'text', (column) => column.primaryKey())
      .addColumn('account_id', 'text', (column) => column.notNull().references('account.id'))
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .addColumn('expires_at', 'integer', (column) => column.notNull())
      .execute()
    // Serves signing a person out on other devices.
    await db.schema
      .createIndex('desk_session_account')
      .on('desk_session')
      .column('account_id')
      .execute()
    await db.schema
      .createTable('presence')
      .addColumn('account_id', 'text', (column) => column.primaryKey().references('account.id'))
      .addColumn('state', 'text', (column) =>
        column.notNull().check(sql`state in ('online', 'away', 'offline')`),
      )
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'integer', (column) => column.notNull())
      .addColumn('seen_at', 'integer', (column) => column.notNull())
      .execute()
  },
}
