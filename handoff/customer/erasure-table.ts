import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Id } from '../../platform/id.js'
import type { AgentId, CustomerId } from '../conversation/message.js'

interface ErasureRow {
  id: Id<'erasure'>
  customer_id: CustomerId | null
  agent_id: AgentId | null
  at: number
  visits: number
  messages: number
  cleaned_at: number | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    erasure: ErasureRow
  }
}

/** How much lost its words. */
export interface Erased {
  readonly visits: number
  readonly messages: number
}

/** That something was erased, by whom and how much; of what it was, nothing. */
export interface Erasure extends Erased {
  readonly id: Id<'erasure'>
  /** `null` for old visits of many. */
  readonly customer: CustomerId | null
  /** `null` when it went by itself. */
  readonly agent: AgentId | null
  readonly at: Instant
}

export async function insertErasure(db: Db, erasure: Erasure): Promise<void> {
  const { id, customer, agent, at, visits, messages } = erasure
  await db
    .insertInto('erasure')
    .values({
      id,
      customer_id: customer,
      agent_id: agent,
      at,
      visits,
      messages,
      cleaned_at: null,
    })
    .execute()
}

/** Whether something was erased whose remains may still be in the files. */
export async function awaitsCleaning(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('erasure')
    .select('id')
    .where('cleaned_at', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** @param through Those until then; later ones may have come while it was cleaned. */
export async function setCleaned(db: Db, through: Instant, at: Instant): Promise<void> {
  await db
    .updateTable('erasure')
    .set({ cleaned_at: at })
    .where('cleaned_at', 'is', null)
    .where('at', '<=', through)
    .execute()
}
