import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { AgentId, CustomerId } from '../conversation/message.js'

interface CustomerTagRow {
  customer_id: CustomerId
  tag: string
  agent_id: AgentId
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    customer_tag: CustomerTagRow
  }
}

/** @returns Whether it is new. */
export async function insertTag(
  db: Db,
  customer: CustomerId,
  tag: string,
  agent: AgentId,
  at: Instant,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('customer_tag')
    .values({ customer_id: customer, tag, agent_id: agent, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** @returns Whether it was there. */
export async function deleteTag(db: Db, customer: CustomerId, tag: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('customer_tag')
    .where('customer_id', '=', customer)
    .where('tag', '=', tag)
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

export async function tagsOf(
  db: Db,
  customer: CustomerId,
): Promise<readonly { readonly tag: string; readonly agent: AgentId; readonly at: Instant }[]> {
  return db
    .selectFrom('customer_tag')
    .select(['tag', 'agent_id as agent', 'at'])
    .where('customer_id', '=', customer)
    .orderBy('at')
    .orderBy('tag')
    .execute()
}

/** Lets another file have this tag. */
export async function moveTag(
  db: Db,
  from: CustomerId,
  to: CustomerId,
  tag: string,
): Promise<void> {
  await db
    .updateTable('customer_tag')
    .set({ customer_id: to })
    .where('customer_id', '=', from)
    .where('tag', '=', tag)
    .execute()
}
