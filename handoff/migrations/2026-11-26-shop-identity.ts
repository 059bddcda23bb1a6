import { sql } from 'kysely'
import type { Migrations } from '../../platform/db/migrate.js'

export const shopIdentityMigration: Migrations[string] = {
  async up(db) {
    const customer = db.schema.alterTable('customer')
    await customer.addColumn('shop_id', 'text').execute()
    await customer.addColumn('email', 'text').execute()
    await customer
      .addColumn('value', 'text', (column) => column.check(sql`value in ('ordinary', 'valued')`))
      .execute()
    // Serves "the shop's customer is back", on any channel; makes a second file impossible.
    await sql`create unique index customer_shop_id on customer (shop_id) where shop_id is not null`.execute(
      db,
    )
  },
}
