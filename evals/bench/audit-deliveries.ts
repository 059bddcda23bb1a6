import { openReader } from '../../platform/db/open-db.js'

/** What the connector took, in its order. */
export interface TakenMessage {
  readonly conversation: string
  /** As the connector named it. */
  readonly id: string
}

/** A message that had to be delivered, in the order of the record. */
export interface StoredDelivery {
  readonly conversation: string
  readonly state: string
  /** As the connector named it; `null` before it was taken. */
  readonly sentId: string | null
  readonly mayBeTwice: boolean
}

export interface StoredTeams {
  readonly deliveries: readonly StoredDelivery[]
  /** Messages of customers. */
  readonly written: number
  /** Of the bot's sessions, those with something that it has not dealt with. */
  readonly unanswered: number
}

export interface DeliveryAudit {
  readonly delivered: number
  /** In the record, and not at the connector. */
  readonly lost: number
  /** At the connector, and named by no row: it was taken before. */
  readonly doubled: number
  /** Of those lost or doubled, how many staff were told of: no answer ever came. */
  readonly marked: number
  /** Taken before one that stands before it in the same conversation. */
  readonly outOfOrder: number
}

/** Compares what a connector took with what should have reached it. */
export function auditDeliveries(
  taken: readonly TakenMessage[],
  deliveries: readonly StoredDelivery[],
): DeliveryAudit {
  const places = new Map(deliveries.map(({ sentId }, place) => [sentId, place]))
  const ids = new Set(taken.map(({ id }) => id))
  const newest = new Map<string, number>()
  let doubled = 0
  let outOfOrder = 0
  for (const { conversation, id } of taken) {
    const place = places.get(id)
    if (place === undefined) {
      doubled++
      continue
    }
    if (place < (newest.get(conversation) ?? -1)) outOfOrder++
    else newest.set(conversation, place)
  }
  return {
    delivered: taken.length,
    lost: deliveries.filter(({ sentId }) => sentId === null || !ids.has(sentId)).length,
    doubled,
    marked: deliveries.filter(({ mayBeTwice }) => mayBeTwice).length,
    outOfOrder,
  }
}

/** Reads the record of a service out of its file; the service may be running. */
export async function readTeams(file: string): Promise<StoredTeams> {
  const db = await openReader(file)
  try {
    const deliveries = await db
      .selectFrom('delivery')
      .select(['conversation_id', 'state', 'sent_id', 'may_be_twice'])
      .orderBy('message_number')
      .execute()
    const customers = await db
      .selectFrom('message')
      .innerJoin('session', 'session.id', 'message.session_id')
      .select(['message.number', 'session.owner_kind', 'session.answered_through'])
      .where('message.role', '=', 'customer')
      .execute()
    return {
      deliveries: deliveries.map((row) => ({
        conversation: row.conversation_id,
        state: row.state,
        sentId: row.sent_id,
        mayBeTwice: row.may_be_twice === 1,
      })),
      written: customers.length,
      unanswered: customers.filter(
        (row) => row.owner_kind === 'bot' && row.number > row.answered_through,
      ).length,
    }
  } finally {
    await db.destroy()
  }
}
