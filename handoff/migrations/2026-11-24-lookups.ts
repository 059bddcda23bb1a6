import type { Migrations } from '../../platform/db/migrate.js'

export const lookupsMigration: Migrations[string] = {
  async up(db) {
    // Serves "what did the customer write in this session that is not answered", in every turn.
    await db.schema
      .createIndex('message_session')
      .on('message')
      .columns(['session_id', 'number'])
      .execute()
    // Serves the latest solved cases, from which the wait is told at each handoff.
    await db.schema
      .createIndex('service_case_solved')
      .on('service_case')
      .column('solved_at')
      .execute()
  },
}
