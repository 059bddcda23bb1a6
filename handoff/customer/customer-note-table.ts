import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Id } from '../../platform/id.js'
import type { AgentId, CustomerId } from '../conversation/message.js'

interface CustomerNoteRow {
  id: Id<'note'>
  customer_id: CustomerId
  agent_id: AgentId
  agent_name: string
  text: string
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    customer_note: CustomerNoteRow
  }
}

/** What agents keep about a customer beyond one case. */
export interface CustomerNote {
  readonly id: Id<'note'>
  readonly agent: AgentId
  readonly agentName: string
  readonly text: string
  readonly at: Instant
}

export async function insertCustomerNote(
  db: Db,
  customer: CustomerId,
  { id, agent, agentName, text, at }: CustomerNote,
): Promise<void> {
  await db
    .insertInto('customer_note')
    .values({ id, customer_id: customer, agent_id: agent, agent_name: agentName, text, at })
    .execute()
}

/** Newest first. */
export async function customerNotesOf(
  db: Db,
  customer: CustomerId,
): Promise<readonly CustomerNote[]> {
  return db
    .selectFrom('customer_note')
    .select(['id', 'agent_id as agent', 'agent_name as agentName', 'text', 'at'])
    .where('customer_id', '=', customer)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** Lets another file have these notes. @param ids At most a few hundred. */
export async function moveNotes(db: Db, ids: readonly Id<'note'>[], to: CustomerId): Promise<void> {
  if (ids.length === 0) return
  await db.updateTable('customer_note').set({ customer_id: to }).where('id', 'in', ids).execute()
}
