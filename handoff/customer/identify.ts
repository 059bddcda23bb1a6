import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { CustomerId } from '../conversation/message.js'
import { type ShopIdentity, type Told, tellFile } from './shop-identity.js'

export type IdentifyOutcome =
  | { readonly ok: true; readonly customer: CustomerId }
  | Extract<Told, { ok: false }>

export type Identify = (customer: CustomerId, identity: ShopIdentity) => Promise<IdentifyOutcome>

/**
 * Writes into the file of someone who is here already what the shop says of them.
 *
 * A file that belongs to another shop id is refused: the caller opens a conversation of its own
 * for whoever is there now.
 */
export function createIdentify(deps: {
  readonly store: Pick<Store, 'transact'>
  readonly clock: Pick<Clock, 'now'>
}): Identify {
  return (id, identity) =>
    deps.store.transact<IdentifyOutcome>(async (tx, append) => {
      const told = await tellFile(tx, id, identity, deps.clock.now())
      if (!told.ok) return told
      const { id: customer, shopId } = told.profile
      if (shopId === null) await append({ topic: customer, name: 'customer-identified', data: {} })
      return { ok: true, customer }
    })
}
