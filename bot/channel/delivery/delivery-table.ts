import type { Selectable } from 'kysely'
import type { AgentId, Conversation, ConversationId, MessageId } from '../../../handoff/index.js'
import type { Instant } from '../../../platform/clock.js'
import type { Db } from '../../../platform/db/tables.js'
import type { CloseReason, Delivery, DeliveryProblem } from './delivery.js'

interface DeliveryRow {
  message_number: number
  message_id: MessageId
  conversation_id: ConversationId
  state: 'waiting' | 'sent' | 'failed' | 'given-up'
  tries: number
  next_try_at: number
  begun_at: number | null
  may_be_twice: number
  problem: DeliveryProblem | null
  detail: string | null
  sent_id: string | null
  settled_at: number | null
  closed_by: AgentId | null
  closed_because: CloseReason | null
}

interface DeliveryCursorRow {
  id: 1
  event_number: number
}

declare module '../../../platform/db/tables.js' {
  interface Tables {
    delivery: DeliveryRow
    delivery_cursor: DeliveryCursorRow
  }
}

function rowToDelivery(row: Selectable<DeliveryRow>): Delivery {
  return {
    number: row.message_number,
    message: row.message_id,
    conversation: row.conversation_id,
    state: row.state,
    tries: row.tries,
    nextTryAt: row.next_try_at,
    mayBeTwice: row.may_be_twice === 1,
    problem: row.problem,
    detail: row.detail,
    settledAt: row.settled_at,
    closedBy: row.closed_by,
    closedBecause: row.closed_because,
  }
}

/** The channels whose messages have to be pushed. */
const PUSHED: readonly Conversation['channel'][] = ['teams']

/**
 * Makes a row for each message that was committed since this was last done, in the transaction
 * that remembers how far it came. So a message has one row, whenever the process ends.
 */
export async function collectDeliveries(tx: Db, now: Instant): Promise<void> {
  const { event_number: after } = await tx
    .selectFrom('delivery_cursor')
    .select('event_number')
    .executeTakeFirstOrThrow()
  const { last } = await tx
    .selectFrom('event')
    .select(({ fn, val }) => fn.coalesce(fn.max('number'), val(0)).as('last'))
    .executeTakeFirstOrThrow()
  if (last === after) return
  await tx
    .insertInto('delivery')
    .columns([
      'message_number',
      'message_id',
      'conversation_id',
      'state',
      'tries',
      'next_try_at',
      'may_be_twice',
    ])
    .expression(
      tx
        .selectFrom('message')
        .innerJoin('conversation', 'conversation.id', 'message.conversation_id')
        .select(['message.number', 'message.id', 'message.conversation_id'])
        .select(({ val }) => [
          val('waiting' as const).as('state'),
          val(0).as('tries'),
          val(now).as('next_try_at'),
          val(0).as('may_be_twice'),
        ])
        .where('message.number', '>', after)
        .where('message.number', '<=', last)
        .where('message.role', '!=', 'customer')
        .where('conversation.channel', 'in', PUSHED),
    )
    .execute()
  await tx.updateTable('delivery_cursor').set({ event_number: last }).execute()
}

/** The oldest waiting message of each conversation, the one that is due first before. */
export async function nextDeliveries(
  db: Db,
  except: readonly ConversationId[],
  limit: number,
): Promise<readonly Delivery[]> {
  let query = db
    .selectFrom('delivery')
    .selectAll()
    .where('message_number', 'in', (from) =>
      from
        .selectFrom('delivery')
        .select(({ fn }) => fn.min('message_number').as('first'))
        .where('state', '=', 'waiting')
        .groupBy('conversation_id'),
    )
  if (except.length > 0) query = query.where('conversation_id', 'not in', except)
  return (await query.orderBy('next_try_at').limit(limit).execute()).map(rowToDelivery)
}

/** The oldest waiting message of one conversation. */
export async function nextDelivery(
  db: Db,
  conversation: ConversationId,
): Promise<Delivery | undefined> {
  const row = await db
    .selectFrom('delivery')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('conversation_id', '=', conversation)
    .orderBy('message_number')
    .limit(1)
    .executeTakeFirst()
  return row && rowToDelivery(row)
}

export async function deliveryOf(db: Db, message: MessageId): Promise<Delivery | undefined> {
  const row = await db
    .selectFrom('delivery')
    .selectAll()
    .where('message_id', '=', message)
    .executeTakeFirst()
  return row && rowToDelivery(row)
}

/** What of a delivery changes; each key that is given is written. */
export interface DeliveryChange {
  readonly state?: Delivery['state']
  readonly tries?: number
  readonly nextTryAt?: Instant
  readonly begunAt?: Instant | null
  readonly mayBeTwice?: boolean
  readonly problem?: DeliveryProblem | null
  readonly detail?: string | null
  readonly sentId?: string
  readonly settledAt?: Instant | null
  readonly closedBy?: AgentId | null
  readonly closedBecause?: CloseReason | null
}

export async function updateDelivery(
  db: Db,
  { number }: Pick<Delivery, 'number'>,
  change: DeliveryChange,
): Promise<void> {
  await db
    .updateTable('delivery')
    .set({
      ...(change.state !== undefined && { state: change.state }),
      ...(change.tries !== undefined && { tries: change.tries }),
      ...(change.nextTryAt !== undefined && { next_try_at: change.nextTryAt }),
      ...(change.begunAt !== undefined && { begun_at: change.begunAt }),
      ...(change.mayBeTwice !== undefined && { may_be_twice: change.mayBeTwice ? 1 : 0 }),
      ...(change.problem !== undefined && { problem: change.problem }),
      ...(change.detail !== undefined && { detail: change.detail }),
      ...(change.sentId !== undefined && { sent_id: change.sentId }),
      ...(change.settledAt !== undefined && { settled_at: change.settledAt }),
      ...(change.closedBy !== undefined && { closed_by: change.closedBy }),
      ...(change.closedBecause !== undefined && { closed_because: change.closedBecause }),
    })
    .where('message_number', '=', number)
    .execute()
}

/** Tries that were under way when the process ended may have arrived. Returns how many. */
export async function markInterrupted(db: Db): Promise<number> {
  const { numUpdatedRows } = await db
    .updateTable('delivery')
    .set({ begun_at: null, may_be_twice: 1 })
    .where('state', '=', 'waiting')
    .where('begun_at', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** Our message that the channel knows by this id. */
export async function messageBySentId(
  db: Db,
  conversation: ConversationId,
  sentId: string,
): Promise<MessageId | undefined> {
  const row = await db
    .selectFrom('delivery')
    .select('message_id')
    .where('conversation_id', '=', conversation)
    .where('sent_id', '=', sentId)
    .executeTakeFirst()
  return row?.message_id
}

/** What did not arrive in this conversation. */
export async function undeliveredIn(
  db: Db,
  conversation: ConversationId,
): Promise<ReadonlyMap<MessageId, 'failed' | 'given-up'>> {
  const rows = await db
    .selectFrom('delivery')
    .select(['message_id', 'state'])
    .where('conversation_id', '=', conversation)
    .where('state', 'in', ['failed', 'given-up'])
    .execute()
  return new Map(
    rows.map((row) => [row.message_id, row.state === 'failed' ? 'failed' : 'given-up']),
  )
}

/** A delivery with what staff need to know of its message. */
export interface ListedDelivery extends Delivery {
  readonly role: 'bot' | 'agent' | 'system'
  readonly agentName: string | null
  readonly text: string
  readonly at: Instant
  readonly channel: Conversation['channel']
  /** The newest case of the conversation; `null` when the bot alone served. */
  readonly caseId: string | null
}

/** `twice`: sent, and maybe seen twice. */
export const DELIVERY_VIEWS = ['failed', 'waiting', 'twice', 'given-up'] as const
export type DeliveryView = (typeof DELIVERY_VIEWS)[number]

/** The newest first. */
export async function listDeliveries(
  db: Db,
  view: DeliveryView,
  limit: number,
): Promise<readonly ListedDelivery[]> {
  const rows = await db
    .selectFrom('delivery')
    .innerJoin('message', 'message.number', 'delivery.message_number')
    .innerJoin('conversation', 'conversation.id', 'delivery.conversation_id')
    .selectAll('delivery')
    .select(['message.role', 'message.agent_name', 'message.text', 'message.at'])
    .select('conversation.channel')
    .select((from) =>
      from
        .selectFrom('service_case')
        .select('service_case.id')
        .whereRef('service_case.conversation_id', '=', 'delivery.conversation_id')
        .orderBy('opened_at', 'desc')
        .limit(1)
        .as('case_id'),
    )
    .where('delivery.state', '=', view === 'twice' ? 'sent' : view)
    .$if(view === 'twice', (query) => query.where('may_be_twice', '=', 1))
    .orderBy('delivery.message_number', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...rowToDelivery(row),
    role: row.role === 'customer' ? 'system' : row.role,
    agentName: row.agent_name,
    text: row.text,
    at: row.at,
    channel: row.channel,
    caseId: row.case_id,
  }))
}

export async function countDeliveries(db: Db): Promise<Readonly<Record<DeliveryView, number>>> {
  const rows = await db
    .selectFrom('delivery')
    .select('state')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where((is) => is.or([is('state', '!=', 'sent'), is('may_be_twice', '=', 1)]))
    .groupBy('state')
    .execute()
  const count = (state: Delivery['state']) =>
    Number(rows.find((row) => row.state === state)?.count ?? 0)
  return {
    failed: count('failed'),
    waiting: count('waiting'),
    twice: count('sent'),
    'given-up': count('given-up'),
  }
}
