import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const visitMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('visit_try')
      .addColumn('case_id', 'text', (column) => column.notNull().references('service_case.id'))
      // The clock that waits for it, and which run of it.
      .addColumn('clock', 'text', (column) =>
        column.notNull().check(sql`clock in ('return-visit', 'second-visit', 'call-back')`),
      )
      .addColumn('round', 'integer', (column) => column.notNull())
      // From 1.
      .addColumn('number', 'integer', (column) => column.notNull())
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('agent_name', 'text', (column) => column.notNull())
      .addColumn('result', 'text', (column) =>
        column.notNull().check(sql`result in ('satisfied', 'not-satisfied', 'not-reached')`),
      )
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      // Serves the list of what is due, and makes two people who try at once count as two.
      .addPrimaryKeyConstraint('visit_try_once', ['case_id', 'clock', 'round', 'number'])
      .execute()
  },
}
