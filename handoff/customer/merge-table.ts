import type { Selectable } from 'kysely'
import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Id } from '../../platform/id.js'
import type { AgentId, ConversationId, CustomerId } from '../conversation/message.js'

export type MergeId = Id<'merge'>

interface CustomerMergeRow {
  id: MergeId
  kept_id: CustomerId
  merged_id: CustomerId
  agent_id: AgentId
  agent_name: string
  at: number
  /** JSON, `Moved`. */
  moved: string
  undone_at: number | null
  undone_by: AgentId | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    customer_merge: CustomerMergeRow
  }
}

/** Fields of the profile that the kept file did not have and took from the other. */
export const FILLED_FIELDS = ['name', 'shopId', 'phone', 'email', 'facts', 'setValue'] as const
export type FilledField = (typeof FILLED_FIELDS)[number]

/** What went from the merged file to the kept one: enough to bring it back, and no words. */
export interface Moved {
  readonly conversations: readonly ConversationId[]
  readonly tags: readonly string[]
  readonly notes: readonly Id<'note'>[]
  readonly filled: readonly FilledField[]
}

export interface Merge {
  readonly id: MergeId
  readonly kept: CustomerId
  readonly merged: CustomerId
  readonly agent: AgentId
  readonly agentName: string
  readonly at: Instant
  readonly moved: Moved
  readonly undoneAt: Instant | null
}

function rowToMerge(row: Selectable<CustomerMergeRow>): Merge {
  return {
    id: row.id,
    kept: row.kept_id,
    merged: row.merged_id,
    agent: row.agent_id,
    agentName: row.agent_name,
    at: row.at,
    moved: JSON.parse(row.moved),
    undoneAt: row.undone_at,
  }
}

export async function insertMerge(db: Db, merge: Merge): Promise<void> {
  await db
    .insertInto('customer_merge')
    .values({
      id: merge.id,
      kept_id: merge.kept,
      merged_id: merge.merged,
      agent_id: merge.agent,
      agent_name: merge.agentName,
      at: merge.at,
      moved: JSON.stringify(merge.moved),
      undone_at: null,
      undone_by: null,
    })
    .execute()
}

export async function mergeById(db: Db, id: MergeId): Promise<Merge | undefined> {
  const row = await db
    .selectFrom('customer_merge')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && rowToMerge(row)
}

/** Other files that have gone up in this one, newest first; undone ones too. */
export async function mergesInto(db: Db, kept: CustomerId): Promise<readonly Merge[]> {
  const rows = await db
    .selectFrom('customer_merge')
    .selectAll()
    .where('kept_id', '=', kept)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(rowToMerge)
}

export async function setUndone(db: Db, id: MergeId, by: AgentId, at: Instant): Promise<void> {
  await db
    .updateTable('customer_merge')
    .set({ undone_at: at, undone_by: by })
    .where('id', '=', id)
    .execute()
}
