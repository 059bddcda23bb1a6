import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const emergencyMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('emergency')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('plan_id', 'text', (column) => column.notNull())
      .addColumn('mode', 'text', (column) =>
        column.notNull().check(sql`mode in ('real', 'rehearsal')`),
      )
      // What was agreed when it was declared, whatever becomes of the file.
      .addColumn('plan', 'text', (column) => column.notNull())
      .addColumn('banner', 'text', (column) => column.notNull())
      .addColumn('reply', 'text', (column) => column.notNull())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('declared_by', 'text', (column) => column.notNull())
      .addColumn('declared_name', 'text', (column) => column.notNull())
      .addColumn('declared_at', 'integer', (column) => column.notNull())
      .addColumn('until', 'integer', (column) => column.notNull())
      .addColumn('ended_at', 'integer')
      // Empty when it ended by itself.
      .addColumn('ended_by', 'text')
      .addColumn('ended_name', 'text')
      .addColumn('lesson', 'text')
      .execute()
    // Serves what is in force; two of one plan at once could only contradict each other.
    await sql`create unique index emergency_open on emergency (plan_id, mode) where ended_at is null`.execute(
      db,
    )
    await db.schema
      .createTable('emergency_step')
      .addColumn('emergency_id', 'text', (column) => column.notNull().references('emergency.id'))
      .addColumn('step', 'integer', (column) => column.notNull())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('agent_name', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('emergency_step_once', ['emergency_id', 'step'])
      .execute()
    await db.schema
      .createTable('emergency_proposal')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('plan_id', 'text', (column) => column.notNull())
      .addColumn('figures', 'text', (column) => column.notNull())
      .addColumn('article', 'text')
      .addColumn('rule', 'text')
      .addColumn('proposed_at', 'integer', (column) => column.notNull())
      .addColumn('answer', 'text', (column) =>
        column.check(sql`answer in ('declared', 'dismissed')`),
      )
      .addColumn('answered_name', 'text')
      .addColumn('calmed_at', 'integer')
      .execute()
    // Serves "was this already proposed": once for as long as the trigger holds.
    await sql`create unique index emergency_proposal_open on emergency_proposal (plan_id) where calmed_at is null`.execute(
      db,
    )
    // The test conversation of a rehearsal. A table of its own, so that nothing that counts
    // messages, turns, cases or scores can ever count it.
    await db.schema
      .createTable('rehearsal_line')
      .addColumn('number', 'integer', (column) => column.primaryKey().autoIncrement())
      .addColumn('emergency_id', 'text', (column) => column.notNull().references('emergency.id'))
      .addColumn('role', 'text', (column) =>
        column.notNull().check(sql`role in ('customer', 'bot', 'agent')`),
      )
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      // What the turn led to, and what the bot carries to the next one; of the bot's lines only.
      .addColumn('turn', 'text')
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('rehearsal_line_emergency')
      .on('rehearsal_line')
      .columns(['emergency_id', 'number'])
      .execute()
    // These two serve the measuring of the last half hour.
    await db.schema.createIndex('event_name_at').on('event').columns(['name', 'at']).execute()
    await db.schema.createIndex('session_opened').on('session').column('opened_at').execute()
  },
}
