import type { Migrations } from '../../platform/db/migrate.js'

export const handbookMigration: Migrations[string] = {
  async up(db) {
    // Both serve the handbook's page: what the rules did in the last days, and with what result.
    await db.schema.createIndex('message_at').on('message').columns(['at', 'number']).execute()
    await db.schema
      .createIndex('service_case_opened')
      .on('service_case')
      .column('opened_at')
      .execute()
  },
}
