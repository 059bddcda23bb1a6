import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { CustomerId } from '../conversation/message.js'

interface CustomerRow {
  id: CustomerId
  name: string
  language: Language
  created_at: number
  shop_id: string | null
  email: string | null
  value: Customer['value']
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
  /** How the shop's own system calls this customer; `null` while nobody has vouched for one. */
  readonly shopId: string | null
  readonly email: string | null
  /** What the shop says of the customer's value (H6.3); `null` when it says nothing. */
  readonly value: 'ordinary' | 'valued' | null
}

export async function insertCustomer(db: Db, customer: Customer): Promise<void> {
  await db
    .insertInto('customer')
    .values({
      id: customer.id,
      name: customer.name,
      language: customer.language,
      created_at: customer.since,
      shop_id: customer.shopId,
      email: customer.email,
      value: customer.value,
    })
    .execute()
}

export async function customerById(db: Db, id: CustomerId): Promise<Customer | undefined> {
  const row = await db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst()
  return row && rowToCustomer(row)
}

export async function customerByShopId(db: Db, shopId: string): Promise<Customer | undefined> {
  const row = await db
    .selectFrom('customer')
    .selectAll()
    .where('shop_id', '=', shopId)
    .executeTakeFirst()
  return row && rowToCustomer(row)
}

export async function updateCustomer(
  db: Db,
  id: CustomerId,
  change: Partial<Pick<Customer, 'name' | 'email' | 'value'>>,
): Promise<void> {
  await db.updateTable('customer').set(change).where('id', '=', id).execute()
}

function rowToCustomer(row: CustomerRow): Customer {
  const { id, name, language, email, value } = row
  return { id, name, language, since: row.created_at, shopId: row.shop_id, email, value }
}
