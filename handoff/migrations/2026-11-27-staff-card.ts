import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const staffCardMigration: Migrations[string] = {
  async up(db) {
    // The one channel of a team in which cases are shown to staff.
    await db.schema
      .createTable('staff_place')
      .addColumn('id', 'integer', (column) => column.primaryKey().check(sql`id = 1`))
      .addColumn('address', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('set_by', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createTable('staff_card')
      .addColumn('case_id', 'text', (column) => column.primaryKey().references('service_case.id'))
      .addColumn('sent_id', 'text', (column) => column.notNull())
      // What it shows, in words of the program: no words of a customer.
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('alarm', 'text', (column) => column.notNull())
      .execute()
  },
}
