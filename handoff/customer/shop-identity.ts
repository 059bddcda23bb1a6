import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { NewId } from '../../platform/id.js'
import type { Language } from '../../platform/language.js'
import type { CustomerValue } from '../case/case.js'
import type { CustomerId } from '../conversation/message.js'
import {
  insertCustomer,
  type Profile,
  type ProfileChange,
  profileByShopId,
  standingFor,
  updateProfile,
} from './customer-table.js'
import type { ShopFacts } from './customer-value.js'

/**
 * What the shop says of a customer, its signature checked by whoever hands it in. Only what is
 * given changes the file.
 */
export interface ShopIdentity {
  readonly shopId: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  /** Whether the shop has checked that the phone is theirs. */
  readonly isPhoneVerified?: boolean
  /** The shop's own judgement of the customer's value. */
  readonly value?: CustomerValue
  /** From which the rule judges it (H6.3). */
  readonly facts?: ShopFacts
}

/** Finds the file of the shop's customer, brings it up to date, or begins one (H6.1, P2.3). */
export async function fileOf(
  tx: Db,
  identity: ShopIdentity | undefined,
  begins: {
    readonly newId: NewId
    readonly now: Instant
    readonly language: Language
    /** As the channel knows them, until the shop says more. */
    readonly name: string
  },
): Promise<CustomerId> {
  const known = identity && (await profileByShopId(tx, identity.shopId))
  const id = known?.id ?? begins.newId('customer')
  const { language, name, now } = begins
  if (!known) await insertCustomer(tx, { id, name, language, since: now })
  if (identity) await updateProfile(tx, id, toldBy(identity, known?.facts ?? null, now))
  return id
}

export type Told =
  | { readonly ok: true; readonly profile: Profile }
  /** The file is another person's of the same shop, as on a shared device. */
  | { readonly ok: false; readonly refusal: 'not-found' | 'other-person' }

/** Brings a file up to date, or the one in which it has gone up. @returns It as it was before. */
export async function tellFile(
  tx: Db,
  id: CustomerId,
  identity: ShopIdentity,
  now: Instant,
): Promise<Told> {
  const profile = await standingFor(tx, id)
  if (!profile) return { ok: false, refusal: 'not-found' }
  if (profile.shopId !== null && profile.shopId !== identity.shopId) {
    return { ok: false, refusal: 'other-person' }
  }
  await updateProfile(tx, profile.id, toldBy(identity, profile.facts, now))
  return { ok: true, profile }
}

/** What an identity changes in a file. */
function toldBy(identity: ShopIdentity, known: Profile['facts'], now: Instant): ProfileChange {
  const { shopId, name, email, phone, value, facts } = identity
  const told = { ...facts, ...(value !== undefined && { value }) }
  return {
    shopId,
    ...(name !== undefined && { name }),
    ...(email !== undefined && { email }),
    ...(phone !== undefined && {
      phone: bareNumber(phone),
      isPhoneVerified: identity.isPhoneVerified === true,
    }),
    ...(Object.keys(told).length > 0 && { facts: { ...known, ...told } }),
    identifiedAt: now,
    // Who comes back after an erasure has a file again.
    erasedAt: null,
  }
}

/** Digits alone, so that two ways of writing one number agree; +86 is left out for the same. */
export function bareNumber(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '')
}
