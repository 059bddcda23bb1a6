import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const customerFileMigration: Migrations[string] = {
  async up(db) {
    for (const name of ['shop_id', 'phone', 'email', 'facts'] as const) {
      await db.schema.alterTable('customer').addColumn(name, 'text').execute()
    }
    await db.schema
      .alterTable('customer')
      .addColumn('phone_verified', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('customer').addColumn('identified_at', 'integer').execute()
    await db.schema
      .alterTable('customer')
      .addColumn('set_value', 'text', (column) =>
        column.check(sql`set_value in ('ordinary', 'valued')`),
      )
      .execute()
    await db.schema.alterTable('customer').addColumn('set_value_reason', 'text').execute()
    await db.schema.alterTable('customer').addColumn('set_value_by', 'text').execute()
    await db.schema.alterTable('customer').addColumn('set_value_at', 'integer').execute()
    await db.schema
      .alterTable('customer')
      .addColumn('merged_into', 'text', (column) => column.references('customer.id'))
      .execute()
    await db.schema.alterTable('customer').addColumn('erased_at', 'integer').execute()
    await db.schema.alterTable('session').addColumn('erased_at', 'integer').execute()
    // Serve the search of files, and finding two of one person.
    await db.schema.createIndex('customer_shop_id').on('customer').column('shop_id').execute()
    await sql`create index customer_phone_end on customer (substr(phone, -4)) where phone is not null`.execute(
      db,
    )
    // Serves the erasure of one file with all that were merged into it.
    await sql`create index customer_merged_into on customer (merged_into) where merged_into is not null`.execute(
      db,
    )
    // Serves the erasure of old visits: the oldest that still has words.
    await sql`create index session_not_erased on session (last_message_at) where erased_at is null`.execute(
      db,
    )
    await db.schema
      .createTable('customer_tag')
      .addColumn('customer_id', 'text', (column) => column.notNull().references('customer.id'))
      .addColumn('tag', 'text', (column) => column.notNull())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('customer_tag_once', ['customer_id', 'tag'])
      .execute()
    await db.schema
      .createTable('customer_note')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('customer_id', 'text', (column) => column.notNull().references('customer.id'))
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('agent_name', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('customer_note_customer')
      .on('customer_note')
      .columns(['customer_id', 'at'])
      .execute()
    await db.schema
      .createTable('customer_merge')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kept_id', 'text', (column) => column.notNull().references('customer.id'))
      .addColumn('merged_id', 'text', (column) => column.notNull().references('customer.id'))
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('agent_name', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      // Ids and names of columns only, so that nothing is left in it to erase.
      .addColumn('moved', 'text', (column) => column.notNull())
      .addColumn('undone_at', 'integer')
      .addColumn('undone_by', 'text')
      .execute()
    // Serve the merges of one file, from either side.
    await db.schema
      .createIndex('customer_merge_kept')
      .on('customer_merge')
      .columns(['kept_id', 'at'])
      .execute()
    await db.schema
      .createIndex('customer_merge_merged')
      .on('customer_merge')
      .columns(['merged_id', 'at'])
      .execute()
    await db.schema
      .createTable('erasure')
      .addColumn('id', 'text', (column) => column.primaryKey())
      // Null for old visits, which are erased by themselves.
      .addColumn('customer_id', 'text')
      .addColumn('agent_id', 'text')
      .addColumn('at', 'integer', (column) => column.notNull())
      .addColumn('visits', 'integer', (column) => column.notNull())
      .addColumn('messages', 'integer', (column) => column.notNull())
      // Null until the freed places of the file are overwritten too.
      .addColumn('cleaned_at', 'integer')
      .execute()
  },
}
