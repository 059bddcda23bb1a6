import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { CustomerId } from '../conversation/message.js'
import { standingFor, updateProfile } from './customer-table.js'
import type { ShopFacts } from './customer-value.js'

/** What the shop says of a customer, its signature checked by whoever hands it in. */
export interface ShopIdentity {
  readonly shopId: string
  readonly name?: string
  readonly email?: string
  readonly phone?: string
  /** Whether the shop has checked that the phone is theirs. */
  readonly isPhoneVerified?: boolean
  readonly facts?: ShopFacts
}

export type IdentifyOutcome =
  | { readonly ok: true; readonly customer: CustomerId }
  /** The file is another person's of the same shop, as on a shared device. */
  | { readonly ok: false; readonly refusal: 'not-found' | 'other-person' }

export type Identify = (customer: CustomerId, identity: ShopIdentity) => Promise<IdentifyOutcome>

/**
 * Writes into the file what the shop says of its customer; what it does not mention stays.
 *
 * A file that belongs to another shop id is refused: the caller opens a conversation of its own
 * for whoever is there now.
 */
export function createIdentify(deps: {
  readonly store: Pick<Store, 'transact'>
  readonly clock: Pick<Clock, 'now'>
}): Identify {
  return (id, identity) =>
    deps.store.transact(async (tx, append) => {
      const profile = await standingFor(tx, id)
      if (!profile) return { ok: false, refusal: 'not-found' }
      if (profile.shopId !== null && profile.shopId !== identity.shopId) {
        return { ok: false, refusal: 'other-person' }
      }
      const { shopId, name, email, phone, facts } = identity
      await updateProfile(tx, profile.id, {
        shopId,
        ...(name !== undefined && { name }),
        ...(email !== undefined && { email }),
        ...(phone !== undefined && {
          phone: bareNumber(phone),
          isPhoneVerified: identity.isPhoneVerified === true,
        }),
        ...(facts !== undefined && { facts }),
        identifiedAt: deps.clock.now(),
        // Who comes back after an erasure has a file again.
        erasedAt: null,
      })
      if (profile.shopId === null) {
        await append({ topic: profile.id, name: 'customer-identified', data: {} })
      }
      return { ok: true, customer: profile.id }
    })
}

/** Digits alone, so that two ways of writing one number agree; +86 is left out for the same. */
export function bareNumber(phone: string): string {
  return phone.replace(/\D/g, '').replace(/^(?:00)?86(?=1\d{10}$)/, '')
}
