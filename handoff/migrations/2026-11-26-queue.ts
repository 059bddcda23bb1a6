import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const queueMigration: Migrations[string] = {
  async up(db) {
    await addToCase('team', 'text', sql`not null default 'general'`)
    await addToCase('skill', 'text')
    await addToCase('value', 'text', sql`not null default 'ordinary'`)
    await addToCase('reach', 'text', sql`not null default 'skilled'`)
    // Who let it lie, while it waits for another.
    await addToCase('left_by', 'text')
    // What is known of the assignment; kept when it has ended.
    await addToCase('agent_since', 'integer')
    await addToCase('agent_because', 'text')
    await addToCase('agent_by', 'text')
    await addToCase('acted_at', 'integer')
    // Unlike `agent_id` it stays when the case comes back into the queue.
    await addToCase('last_agent_id', 'text')
    await sql`update service_case set last_agent_id = agent_id where agent_id is not null`.execute(
      db,
    )
    await sql`update service_case set agent_since = taken_at, acted_at = coalesce(first_answer_at, taken_at) where agent_id is not null`.execute(
      db,
    )

    await db.schema
      .alterTable('case_note')
      .addColumn('kind', 'text', (column) => column.notNull().defaultTo('written'))
      .execute()

    await db.schema
      .createTable('work_profile')
      .addColumn('account_id', 'text', (column) => column.primaryKey().references('account.id'))
      .addColumn('teams', 'text', (column) => column.notNull())
      .addColumn('skills', 'text', (column) => column.notNull())
      // Points; null for what the handbook says.
      .addColumn('capacity', 'integer')
      .execute()

    // The states of a person grew, and SQLite cannot change a check.
    await db.schema
      .createTable('presence_grown')
      .addColumn('account_id', 'text', (column) => column.primaryKey().references('account.id'))
      .addColumn('state', 'text', (column) =>
        column
          .notNull()
          .check(sql`state in ('available', 'break', 'meeting', 'training', 'away', 'offline')`),
      )
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'integer', (column) => column.notNull())
      .addColumn('seen_at', 'integer', (column) => column.notNull())
      .addColumn('last_case_at', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await sql`insert into presence_grown (account_id, state, reason, changed_at, seen_at) select account_id, case state when 'online' then 'available' else state end, reason, changed_at, seen_at from presence`.execute(
      db,
    )
    await db.schema.dropTable('presence').execute()
    await sql`alter table presence_grown rename to presence`.execute(db)

    async function addToCase(name: string, type: 'text' | 'integer', also = sql``): Promise<void> {
      await sql`alter table service_case add column ${sql.ref(name)} ${sql.raw(type)} ${also}`.execute(
        db,
      )
    }
  },
}
