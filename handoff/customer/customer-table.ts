import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { CustomerId } from '../conversation/message.js'

interface CustomerRow {
  id: CustomerId
  name: string
  language: Language
  created_at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    customer: CustomerRow
  }
}

/** The customer file (H6.1). The name is empty while the customer is anonymous. */
export interface Customer {
  readonly id: CustomerId
  readonly name: string
  readonly language: Language
  readonly since: Instant
}

export async function insertCustomer(db: Db, customer: Customer): Promise<void> {
  await db
    .insertInto('customer')
    .values({
      id: customer.id,
      name: customer.name,
      language: customer.language,
      created_at: customer.since,
    })
    .execute()
}

export async function customerById(db: Db, id: CustomerId): Promise<Customer | undefined> {
  const row = await db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst()
  return row && { id: row.id, name: row.name, language: row.language, since: row.created_at }
}
