import {
  type Conversation,
  type ConversationId,
  conversationById,
  messageById,
  reachOf,
} from '../../../handoff/index.js'
import type { Clock, Instant } from '../../../platform/clock.js'
import { AFTER_FAILURE, type DueSource } from '../../../platform/due/due-timer.js'
import type { Store } from '../../../platform/events/store.js'
import { reasonOf } from '../../../platform/fault.js'
import type { Logger } from '../../../platform/log.js'
import { type Channel, NotDelivered } from '../channel.js'
import {
  type Delivery,
  type DeliveryProblem,
  LONGEST_PAUSE,
  MOST_TRIES,
  tryMoment,
  waitAfter,
} from './delivery.js'
import {
  collectDeliveries,
  markInterrupted,
  nextDeliveries,
  nextDelivery,
  updateDelivery,
} from './delivery-table.js'

export interface CourierDeps {
  readonly store: Pick<Store, 'db' | 'transact' | 'listen'>
  readonly clock: Clock
  readonly log: Logger
  readonly channels: Readonly<Partial<Record<Conversation['channel'], Channel>>>
}

export interface Courier extends DueSource {
  /**
   * Follows the record from now on.
   *
   * @param look Called when the next moment may have changed.
   * @returns What ends it, and waits for the tries that are under way.
   */
  follow(look: () => void): () => Promise<void>
}

/** Conversations that are written to at the same time. */
const AT_ONCE = 32

/**
 * Takes committed messages to channels that have to be pushed, until the channel has them.
 *
 * One message of a conversation at a time, in their order; conversations do not wait for each
 * other. What a row says is all that is known, so the next process goes on where this one ended.
 *
 * A message is sent twice in one case only: when the channel took it and the process ended, or the
 * line broke, before that was written down. Neither side can tell then, and a customer who reads a
 * sentence twice is better off than one who never does. Such a row is marked.
 */
export function createCourier(deps: CourierDeps): Courier {
  const { store, clock, log, channels } = deps
  /** Conversations with a try under way, or that could not be stored just now. */
  const busy = new Map<ConversationId, Promise<void>>()
  /** What the channel took and could not be written down yet, by the message's number. */
  const taken = new Map<number, { readonly id: string; readonly at: Instant }>()
  let isAsked = true
  let isFirst = true
  let ranAt = 0
  let hasLeft = false
  let look = () => {}

  async function run(now: Instant): Promise<void> {
    ranAt = clock.now()
    if (isFirst) {
      const count = await markInterrupted(store.db)
      if (count > 0) log.warn({ event: 'delivery-interrupted', count }, 'tries had not ended')
      isFirst = false
    }
    if (isAsked) {
      isAsked = false
      try {
        await store.transact((tx) => collectDeliveries(tx, clock.now()))
      } catch (cause) {
        isAsked = true
        throw cause
      }
    }
    const due = await nextDeliveries(store.db, [...busy.keys()], AT_ONCE - busy.size)
    for (const { conversation, nextTryAt } of due) {
      if (tryMoment(nextTryAt, now) <= now && !busy.has(conversation)) begin(conversation)
    }
  }

  function begin(conversation: ConversationId): void {
    if (hasLeft) return
    const done = () => {
      busy.delete(conversation)
      look()
    }
    const work = sendWaiting(conversation).then(done, (cause: unknown) => {
      log.error({ conversation, reason: reasonOf(cause) }, 'a delivery could not be stored')
      // A full disk does not become empty by asking again at once.
      clock.after(AFTER_FAILURE, done)
    })
    busy.set(conversation, work)
  }

  async function sendWaiting(conversation: ConversationId): Promise<void> {
    while (!hasLeft) {
      const delivery = await nextDelivery(store.db, conversation)
      const now = clock.now()
      if (!delivery || tryMoment(delivery.nextTryAt, now) > now) return
      await trySending(delivery)
    }
  }

  async function trySending(delivery: Delivery): Promise<void> {
    if (taken.has(delivery.number)) return settle(delivery)
    const message = await messageById(store.db, delivery.message)
    const reach = await reachOf(store.db, delivery.conversation)
    const conversation = await conversationById(store.db, delivery.conversation)
    const channel = conversation && channels[conversation.channel]
    if (!message || (message.text === '' && Object.keys(message.extras).length === 0)) {
      return fail(delivery, 'erased', null)
    }
    if (reach && reach.leftAt !== null) return fail(delivery, 'left', null)
    if (!channel || !reach?.address) return fail(delivery, 'no-address', null)

    const begun = { ...delivery, tries: delivery.tries + 1 }
    await updateDelivery(store.db, begun, { tries: begun.tries, begunAt: clock.now() })
    try {
      const { id } = await channel.send(reach.address, message)
      taken.set(begun.number, { id, at: clock.now() })
    } catch (cause) {
      return trySendingLater(begun, cause)
    }
    return settle(begun)
  }

  async function settle(delivery: Delivery): Promise<void> {
    const sent = taken.get(delivery.number)
    if (!sent) throw new Error(`Nobody took message ${delivery.message}.`)
    await updateDelivery(store.db, delivery, {
      ...{ state: 'sent', sentId: sent.id, settledAt: sent.at },
      ...{ begunAt: null, problem: null, detail: null },
    })
    taken.delete(delivery.number)
  }

  async function trySendingLater(delivery: Delivery, cause: unknown): Promise<void> {
    const known = cause instanceof NotDelivered ? cause : undefined
    const detail = known?.detail ?? 'no answer'
    log.warn(
      { event: 'delivery-tried', message: delivery.message, tries: delivery.tries, detail },
      'a message was not taken',
    )
    if (known && !known.passes) return fail(delivery, 'refused', detail)
    const mayBeTwice = delivery.mayBeTwice || !known
    if (delivery.tries >= MOST_TRIES)
      return fail({ ...delivery, mayBeTwice }, 'unreachable', detail)
    const asked = Math.min(known?.waitAtLeast ?? 0, LONGEST_PAUSE)
    const wait = Math.max(waitAfter(delivery.tries), asked)
    const nextTryAt = clock.now() + wait
    await updateDelivery(store.db, delivery, { begunAt: null, nextTryAt, mayBeTwice, detail })
  }

  /** What comes after it is tried all the same: of two sentences, one is better than none. */
  async function fail(
    delivery: Delivery,
    problem: DeliveryProblem,
    detail: string | null,
  ): Promise<void> {
    const { message, conversation, mayBeTwice } = delivery
    await store.transact(async (tx, append) => {
      const settledAt = clock.now()
      const change = { state: 'failed', problem, detail, settledAt, begunAt: null } as const
      await updateDelivery(tx, delivery, { ...change, mayBeTwice })
      await append({ topic: conversation, name: 'delivery-failed', data: { message, problem } })
    })
    log.error({ event: 'delivery-failed', message, problem, detail }, 'a message did not arrive')
  }

  return {
    name: 'deliveries',
    run,

    async next() {
      // Never the moment of the last run itself: that one is over.
      const now = clock.now()
      const soonest = now === ranAt ? now + 1 : now
      if (isAsked || isFirst) return soonest
      if (busy.size >= AT_ONCE) return undefined
      const [first] = await nextDeliveries(store.db, [...busy.keys()], 1)
      return first && Math.max(tryMoment(first.nextTryAt, now), soonest)
    },

    follow(changed) {
      look = changed
      const unlisten = store.listen(({ name, data }) => {
        const isOurs = name === 'message-added' && data['role'] !== 'customer'
        if (!isOurs && name !== 'delivery-asked') return
        isAsked = true
        look()
      })
      return async () => {
        hasLeft = true
        unlisten()
        await Promise.allSettled(busy.values())
      }
    },
  }
}
