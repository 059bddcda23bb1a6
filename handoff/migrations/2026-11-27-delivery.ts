import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const deliveryMigration: Migrations[string] = {
  async up(db) {
    // Where the customer can be written to, for channels that are pushed: JSON of the channel.
    await db.schema.alterTable('conversation').addColumn('address', 'text').execute()
    // When they took the service off, from which on nothing reaches them.
    await db.schema.alterTable('conversation').addColumn('left_at', 'integer').execute()
    await db.schema
      .createTable('delivery')
      .addColumn('message_number', 'integer', (column) =>
        column.primaryKey().references('message.number'),
      )
      .addColumn('message_id', 'text', (column) => column.notNull().references('message.id'))
      .addColumn('conversation_id', 'text', (column) =>
        column.notNull().references('conversation.id'),
      )
      .addColumn('state', 'text', (column) =>
        column.notNull().check(sql`state in ('waiting', 'sent', 'failed', 'given-up')`),
      )
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('next_try_at', 'integer', (column) => column.notNull())
      // Set while a try is under way: after a crash it is not known how that one ended.
      .addColumn('begun_at', 'integer')
      .addColumn('may_be_twice', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('problem', 'text')
      // What the channel answered, such as the status 403; never words of a person.
      .addColumn('detail', 'text')
      .addColumn('sent_id', 'text')
      .addColumn('settled_at', 'integer')
      .addColumn('closed_by', 'text')
      .addColumn('closed_because', 'text')
      .execute()
    // Serves "what is next in each conversation".
    await sql`create index delivery_waiting on delivery (conversation_id, message_number) where state = 'waiting'`.execute(
      db,
    )
    // Serves the page of what failed, which counts everything but what simply arrived.
    await sql`create index delivery_open on delivery (state, message_number) where state != 'sent' or may_be_twice = 1`.execute(
      db,
    )
    // Serves a thumb or a card, which name our message by the channel's own id.
    await db.schema
      .createIndex('delivery_sent_id')
      .on('delivery')
      .columns(['conversation_id', 'sent_id'])
      .execute()
    await db.schema
      .createTable('delivery_cursor')
      .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
      // Number of the last event that was looked at for messages to deliver.
      .addColumn('event_number', 'integer', (column) => column.notNull())
      .execute()
    await sql`insert into delivery_cursor (id, event_number) select 1, coalesce(max(number), 0) from event`.execute(
      db,
    )
  },
}
