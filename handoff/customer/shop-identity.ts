import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { CustomerId } from '../conversation/message.js'
import {
  type Customer,
  customerByShopId,
  insertCustomer,
  updateCustomer,
} from './customer-table.js'

/** Who the shop says that a visitor is. Only what was given changes the file. */
export interface ShopIdentity {
  readonly shopId: string
  readonly name?: string
  readonly email?: string
  readonly value?: NonNullable<Customer['value']>
}

/** Finds the file of the shop's customer, brings it up to date, or begins it (H6.1, P2.3). */
export async function fileOf(
  tx: Db,
  identity: ShopIdentity | undefined,
  begins: { readonly newId: NewId; readonly now: Instant; readonly language: Language },
): Promise<CustomerId> {
  const { shopId, ...told } = identity ?? { shopId: null }
  const known = shopId === null ? undefined : await customerByShopId(tx, shopId)
  if (known) {
    if (Object.keys(told).length > 0) await updateCustomer(tx, known.id, told)
    return known.id
  }
  const id = begins.newId('customer')
  const { language, now: since } = begins
  await insertCustomer(tx, {
    ...{ id, name: '', language, since, shopId, email: null, value: null },
    ...told,
  })
  return id
}
