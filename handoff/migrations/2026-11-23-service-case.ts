import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const serviceCaseMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      // `case` is a word of SQL, hence the longer name.
      .createTable('service_case')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('customer_id', 'text', (column) => column.notNull().references('customer.id'))
      .addColumn('conversation_id', 'text', (column) =>
        column.notNull().references('conversation.id'),
      )
      .addColumn('session_id', 'text', (column) => column.notNull().references('session.id'))
      .addColumn('status', 'text', (column) =>
        column
          .notNull()
          .check(sql`status in ('waiting', 'assigned', 'solved', 'returned', 'closed')`),
      )
      .addColumn('agent_id', 'text')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('category', 'text', (column) =>
        column.notNull().check(sql`category in ('product', 'order', 'after-sales', 'complaint')`),
      )
      .addColumn('service', 'text', (column) =>
        column.notNull().check(sql`service in ('pre-sales', 'in-sales', 'after-sales')`),
      )
      .addColumn('urgency', 'text', (column) =>
        column.notNull().check(sql`urgency in ('normal', 'urgent')`),
      )
      .addColumn('rule', 'text', (column) => column.notNull())
      .addColumn('opened_at', 'integer', (column) => column.notNull())
      .addColumn('waiting_since', 'integer', (column) => column.notNull())
      .addColumn('promised_at', 'integer', (column) => column.notNull())
      .addColumn('taken_at', 'integer')
      .addColumn('first_answer_at', 'integer')
      .addColumn('solved_at', 'integer')
      .addColumn('cause', 'text')
      .addColumn('summary', 'text')
      .addColumn('lowest_score', 'integer')
      .addColumn('reopened', 'integer', (column) => column.notNull())
      .execute()
    // Serves the queue and each agent's own list.
    await db.schema
      .createIndex('service_case_status')
      .on('service_case')
      .columns(['status', 'agent_id', 'promised_at'])
      .execute()
    // Serves "which case is this session's".
    await db.schema
      .createIndex('service_case_session')
      .on('service_case')
      .column('session_id')
      .execute()
    // Serves the customer's earlier cases on the desk.
    await db.schema
      .createIndex('service_case_customer')
      .on('service_case')
      .columns(['customer_id', 'opened_at'])
      .execute()
    await db.schema
      .createTable('case_note')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('case_id', 'text', (column) => column.notNull().references('service_case.id'))
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('agent_name', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('case_note_case')
      .on('case_note')
      .columns(['case_id', 'at'])
      .execute()
    await db.schema
      .createTable('survey')
      .addColumn('case_id', 'text', (column) => column.notNull().references('service_case.id'))
      .addColumn('round', 'integer', (column) => column.notNull())
      .addColumn('speed', 'integer', (column) => column.notNull().check(sql`speed between 1 and 5`))
      .addColumn('attitude', 'integer', (column) =>
        column.notNull().check(sql`attitude between 1 and 5`),
      )
      .addColumn('solution', 'integer', (column) =>
        column.notNull().check(sql`solution between 1 and 5`),
      )
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('at', 'integer', (column) => column.notNull())
      // One answer for each time that the case was solved.
      .addPrimaryKeyConstraint('survey_once', ['case_id', 'round'])
      .execute()
  },
}
