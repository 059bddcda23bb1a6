import { sql } from '../../platform/db/kysely.js'
import type { Migrations } from '../../platform/db/migrate.js'

export const evalCaseMigration: Migrations[string] = {
  async up(db) {
    await db.schema
      .createTable('eval_case')
      .addColumn('id', 'text', (column) => column.primaryKey())
      // Masked before it is written here.
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('language', 'text', (column) => column.notNull())
      .addColumn('source', 'text', (column) =>
        column.notNull().check(sql`source in ('desk', 'hit-test', 'gap')`),
      )
      // The turn of the bot that dealt with it, and its visit; null where nobody's words were used.
      .addColumn('message_id', 'text', (column) => column.references('message.id'))
      .addColumn('session_id', 'text', (column) => column.references('session.id'))
      .addColumn('created_at', 'integer', (column) => column.notNull())
      .execute()
    // One case for each turn, whoever labels it; null is like no other null.
    await db.schema
      .createIndex('eval_case_message')
      .on('eval_case')
      .column('message_id')
      .unique()
      .execute()
    // Serves erasing the words of a visit.
    await db.schema.createIndex('eval_case_session').on('eval_case').column('session_id').execute()
    await db.schema
      .createTable('eval_label')
      .addColumn('case_id', 'text', (column) => column.notNull().references('eval_case.id'))
      .addColumn('agent_id', 'text', (column) => column.notNull())
      .addColumn('agent_name', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) =>
        column.notNull().check(sql`kind in ('article', 'none', 'hand-over')`),
      )
      // JSON: ids of articles, the best first; then key facts, each as wordings.
      .addColumn('gold', 'text', (column) => column.notNull())
      .addColumn('facts', 'text', (column) => column.notNull())
      .addColumn('answer_kind', 'text')
      .addColumn('at', 'integer', (column) => column.notNull())
      // One label from each person, the newest.
      .addPrimaryKeyConstraint('eval_label_once', ['case_id', 'agent_id'])
      .execute()
  },
}
