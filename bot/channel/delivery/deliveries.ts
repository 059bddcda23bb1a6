import type { AgentId, ConversationId, MessageId } from '../../../handoff/index.js'
import type { Clock } from '../../../platform/clock.js'
import type { Db } from '../../../platform/db/tables.js'
import type { Append, Store } from '../../../platform/events/store.js'
import type { CloseReason, Delivery } from './delivery.js'
import {
  countDeliveries,
  type DeliveryChange,
  type DeliveryView,
  deliveryOf,
  type ListedDelivery,
  listDeliveries,
  undeliveredIn,
  updateDelivery,
} from './delivery-table.js'

export type DeliveryOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'not-found' | 'not-failed' }

/** What staff see of deliveries, and do with those that failed. */
export interface Deliveries {
  list(view: DeliveryView, limit: number): Promise<readonly ListedDelivery[]>
  counts(): Promise<Readonly<Record<DeliveryView, number>>>
  /** What did not arrive in this conversation. */
  undelivered(conversation: ConversationId): Promise<ReadonlyMap<MessageId, 'failed' | 'given-up'>>
  /** Has it tried from the beginning. Later messages of the conversation may have arrived before. */
  retry(message: MessageId, by: AgentId): Promise<DeliveryOutcome>
  giveUp(message: MessageId, by: AgentId, because: CloseReason): Promise<DeliveryOutcome>
}

export function createDeliveries(deps: {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
}): Deliveries {
  const { store, clock } = deps

  function onFailed(
    message: MessageId,
    work: (tx: Db, append: Append, delivery: Delivery) => Promise<void>,
  ): Promise<DeliveryOutcome> {
    return store.transact<DeliveryOutcome>(async (tx, append) => {
      const delivery = await deliveryOf(tx, message)
      if (!delivery) return { ok: false, refusal: 'not-found' }
      if (delivery.state !== 'failed') return { ok: false, refusal: 'not-failed' }
      await work(tx, append, delivery)
      return { ok: true }
    })
  }

  return {
    list: (view, limit) => listDeliveries(store.db, view, limit),
    counts: () => countDeliveries(store.db),
    undelivered: (conversation) => undeliveredIn(store.db, conversation),
    retry: (message, by) =>
      onFailed(message, async (tx, append, delivery) => {
        const again: DeliveryChange = { state: 'waiting', tries: 0, nextTryAt: clock.now() }
        await updateDelivery(tx, delivery, { ...again, problem: null, settledAt: null })
        const data = { message, agent: by }
        await append({ topic: delivery.conversation, name: 'delivery-asked', data })
      }),
    giveUp: (message, by, because) =>
      onFailed(message, async (tx, append, delivery) => {
        const closed = { closedBy: by, closedBecause: because, settledAt: clock.now() }
        await updateDelivery(tx, delivery, { state: 'given-up', ...closed })
        const data = { message, agent: by, reason: because }
        await append({ topic: delivery.conversation, name: 'delivery-given-up', data })
      }),
  }
}
