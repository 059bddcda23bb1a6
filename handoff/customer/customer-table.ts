import type { Generated, Selectable } from 'kysely'
import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { CustomerValue } from '../case/case.js'
import type { AgentId, ConversationId, CustomerId } from '../conversation/message.js'
import type { ShopFacts } from './customer-value.js'

interface CustomerRow {
  id: CustomerId
  name: string
  language: Language
  created_at: number
  shop_id: string | null
  phone: string | null
  phone_verified: Generated<number>
  email: string | null
  /** JSON, `ShopFacts`. */
  facts: string | null
  identified_at: number | null
  set_value: CustomerValue | null
  set_value_reason: string | null
  set_value_by: AgentId | null
  set_value_at: number | null
  merged_into: CustomerId | null
  erased_at: number | null
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

/** Who the customer is, as far as the shop or an agent says. */
export interface Profile extends Customer {
  /** The shop's own number of this customer. */
  readonly shopId: string | null
  readonly phone: string | null
  /** Whether the shop has checked that the phone is theirs. */
  readonly isPhoneVerified: boolean
  readonly email: string | null
  readonly facts: ShopFacts | null
  readonly identifiedAt: Instant | null
  /** Set by a supervisor, in the place of what the rule says. */
  readonly setValue: SetValue | null
  /** The file in which this one has gone up. */
  readonly mergedInto: CustomerId | null
  readonly erasedAt: Instant | null
}

export interface SetValue {
  readonly value: CustomerValue
  readonly reason: string
  readonly by: AgentId
  readonly at: Instant
}

function rowToProfile(row: Selectable<CustomerRow>): Profile {
  return {
    id: row.id,
    name: row.name,
    language: row.language,
    since: row.created_at,
    shopId: row.shop_id,
    phone: row.phone,
    isPhoneVerified: row.phone_verified === 1,
    email: row.email,
    facts: row.facts === null ? null : JSON.parse(row.facts),
    identifiedAt: row.identified_at,
    setValue: rowToSetValue(row),
    mergedInto: row.merged_into,
    erasedAt: row.erased_at,
  }
}

function rowToSetValue(row: Selectable<CustomerRow>): SetValue | null {
  const { set_value: value, set_value_reason: reason, set_value_by: by, set_value_at: at } = row
  return value === null || by === null || at === null
    ? null
    : { value, reason: reason ?? '', by, at }
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
  return profileById(db, id)
}

/** The oldest file of the shop's customer that has gone up in no other. */
export async function profileByShopId(db: Db, shopId: string): Promise<Profile | undefined> {
  const row = await db
    .selectFrom('customer')
    .selectAll()
    .where('shop_id', '=', shopId)
    .where('merged_into', 'is', null)
    .orderBy('created_at')
    .limit(1)
    .executeTakeFirst()
  return row && rowToProfile(row)
}

/**
 * The shop's customer with this e-mail address, as the shop told it.
 *
 * @returns `undefined` when there is none, or more than one: then it is not known who it is.
 */
export async function shopIdByEmail(db: Db, email: string): Promise<string | undefined> {
  const rows = await db
    .selectFrom('customer')
    .select('shop_id')
    .distinct()
    .where(({ fn }) => fn<string>('lower', ['email']), '=', email.toLowerCase())
    .where('shop_id', 'is not', null)
    .where('erased_at', 'is', null)
    .limit(2)
    .execute()
  return rows.length === 1 ? (rows[0]?.shop_id ?? undefined) : undefined
}

export async function profileById(db: Db, id: CustomerId): Promise<Profile | undefined> {
  const row = await db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst()
  return row && rowToProfile(row)
}

export async function profilesByIds(
  db: Db,
  ids: readonly CustomerId[],
): Promise<readonly Profile[]> {
  if (ids.length === 0) return []
  const rows = await db.selectFrom('customer').selectAll().where('id', 'in', ids).execute()
  return rows.map(rowToProfile)
}

/** What of a file changes; each key that is given is written. */
export interface ProfileChange {
  readonly name?: string
  readonly shopId?: string | null
  readonly phone?: string | null
  readonly isPhoneVerified?: boolean
  readonly email?: string | null
  readonly facts?: ShopFacts | null
  readonly identifiedAt?: Instant | null
  readonly setValue?: SetValue | null
  readonly mergedInto?: CustomerId | null
  readonly erasedAt?: Instant | null
}

export async function updateProfile(db: Db, id: CustomerId, change: ProfileChange): Promise<void> {
  if (Object.keys(change).length === 0) return
  const { facts, setValue } = change
  await db
    .updateTable('customer')
    .set({
      ...(change.name !== undefined && { name: change.name }),
      ...(change.shopId !== undefined && { shop_id: change.shopId }),
      ...(change.phone !== undefined && { phone: change.phone }),
      ...(change.isPhoneVerified !== undefined && {
        phone_verified: change.isPhoneVerified ? 1 : 0,
      }),
      ...(change.email !== undefined && { email: change.email }),
      ...(facts !== undefined && { facts: facts === null ? null : JSON.stringify(facts) }),
      ...(change.identifiedAt !== undefined && { identified_at: change.identifiedAt }),
      ...(setValue !== undefined && {
        set_value: setValue?.value ?? null,
        set_value_reason: setValue?.reason ?? null,
        set_value_by: setValue?.by ?? null,
        set_value_at: setValue?.at ?? null,
      }),
      ...(change.mergedInto !== undefined && { merged_into: change.mergedInto }),
      ...(change.erasedAt !== undefined && { erased_at: change.erasedAt }),
    })
    .where('id', '=', id)
    .execute()
}

/** Files that have gone up in this one, also through others, and itself first. */
export async function familyOf(db: Db, id: CustomerId): Promise<readonly CustomerId[]> {
  const family: CustomerId[] = [id]
  for (let level: readonly CustomerId[] = [id]; level.length > 0; ) {
    const rows = await db
      .selectFrom('customer')
      .select('id')
      .where('merged_into', 'in', level)
      .execute()
    level = rows.map((row) => row.id).filter((each) => !family.includes(each))
    family.push(...level)
  }
  return family
}

/** The file that stands for this one: itself, or where it has gone up. */
export async function standingFor(db: Db, id: CustomerId): Promise<Profile | undefined> {
  let profile = await profileById(db, id)
  while (profile?.mergedInto) profile = await profileById(db, profile.mergedInto)
  return profile
}

/** The same of the customer whose conversation it is. */
export async function standingIn(
  db: Db,
  conversation: ConversationId,
): Promise<Profile | undefined> {
  const row = await db
    .selectFrom('customer')
    .selectAll('customer')
    .innerJoin('conversation', 'conversation.customer_id', 'customer.id')
    .where('conversation.id', '=', conversation)
    .executeTakeFirst()
  const profile = row && rowToProfile(row)
  return profile?.mergedInto ? standingFor(db, profile.mergedInto) : profile
}

/** Other files that the shop id or the verified phone says are of the same person. */
export async function samePerson(
  db: Db,
  { id, shopId, phone, isPhoneVerified }: Profile,
): Promise<readonly Profile[]> {
  const verified = isPhoneVerified ? phone : null
  if (shopId === null && verified === null) return []
  const rows = await db
    .selectFrom('customer')
    .selectAll()
    .where('id', '!=', id)
    .where('merged_into', 'is', null)
    .where('erased_at', 'is', null)
    .where((is) =>
      is.or([
        ...(shopId === null ? [] : [is('shop_id', '=', shopId)]),
        ...(verified === null
          ? []
          : [
              is.and([
                is(is.fn<string>('substr', ['phone', is.val(-4)]), '=', verified.slice(-4)),
                is('phone', '=', verified),
                is('phone_verified', '=', 1),
              ]),
            ]),
      ]),
    )
    .orderBy('created_at')
    .execute()
  return rows.map(rowToProfile)
}
