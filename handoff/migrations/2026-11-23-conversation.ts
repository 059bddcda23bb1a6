import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const conversationMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('customer')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('conversation')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('customer_id', 'text', (column) => column.notNull().references('customer.id'))
      .addColumn('channel', 'text', (column) =>
        column.notNull().check(sql`channel in ('webchat', 'teams')`),
      )
      // Who it is on that channel: a visitor's id, a Teams user.
      .addColumn('channel_user', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'integer', (column) => column.notNull())
      .execute()
    // Serves "this visitor is back": one conversation for each user of a channel.
    await db.schema
      .createIndex('conversation_channel_user')
      .on('conversation')
      .columns(['channel', 'channel_user'])
      .unique()
      .execute()
    // Serves the history of one customer over all channels (P2.3).
    await db.schema
      .createIndex('conversation_customer')
      .on('conversation')
      .column('customer_id')
      .execute()
    await db.schema
      .createTable('session')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('conversation_id', 'text', (column) =>
        column.notNull().references('conversation.id'),
      )
      .addColumn('owner_kind', 'text', (column) =>
        column.notNull().check(sql`owner_kind in ('bot', 'queue', 'agent')`),
      )
      .addColumn('owner_agent', 'text')
      .addColumn('owner_turn', 'integer', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'integer', (column) => column.notNull())
      .addColumn('last_message_at', 'integer', (column) => column.notNull())
      .addColumn('closed_at', 'integer')
      .addColumn('answered_through', 'integer', (column) => column.notNull())
      .addColumn('memory', 'text', (column) => column.notNull())
      .addCheckConstraint('session_owner', sql`(owner_kind = 'agent') = (owner_agent is not null)`)
      .execute()
    // Serves "the open session of this conversation"; the condition makes a second one impossible.
    await sql`create unique index session_open on session (conversation_id) where closed_at is null`.execute(
      db,
    )
    // Serves the customer's earlier sessions on the desk.
    await db.schema
      .createIndex('session_conversation')
      .on('session')
      .columns(['conversation_id', 'opened_at'])
      .execute()
    await db.schema
      .createTable('message')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('conversation_id', 'text', (column) =>
        column.notNull().references('conversation.id'),
      )
      .addColumn('session_id', 'text', (column) => column.notNull().references('session.id'))
      .addColumn('role', 'text', (column) =>
        column.notNull().check(sql`role in ('customer', 'bot', 'agent', 'system')`),
      )
      .addColumn('agent_id', 'text')
      .addColumn('agent_name', 'text')
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      // The sender's own id, so that a repeated post is stored once.
      .addColumn('channel_id', 'text')
      .addColumn('extras', 'text', (column) => column.notNull())
      .execute()
    // Serves the channel's "what came after number N" and the desk's whole conversation.
    await db.schema
      .createIndex('message_conversation')
      .on('message')
      .columns(['conversation_id', 'number'])
      .execute()
    await sql`create unique index message_channel_id on message (conversation_id, channel_id) where channel_id is not null`.execute(
      db,
    )
    await db.schema
      .createTable('turn_trace')
      .addColumn('message_id', 'text', (column) => column.primaryKey().references('message.id'))
      .addColumn('session_id', 'text', (column) => column.notNull().references('session.id'))
      .addColumn('trace', 'text', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('turn_trace_session')
      .on('turn_trace')
      .column('session_id')
      .execute()
    await db.schema
      .createTable('rating')
      .addColumn('message_id', 'text', (column) => column.primaryKey().references('message.id'))
      .addColumn('verdict', 'text', (column) =>
        column.notNull().check(sql`verdict in ('up', 'down')`),
      )
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
  },
}
