import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { AgentId } from '../conversation/message.js'
import type { Presence, PresenceState } from './presence.js'

interface PresenceRow {
  account_id: AgentId
  state: PresenceState
  reason: string
  changed_at: number
  /** When the desk was last open. */
  seen_at: number
  /** When they last got a case; 0 for never. */
  last_case_at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    presence: PresenceRow
  }
}

export async function savePresence(
  db: Db,
  agent: AgentId,
  state: PresenceState,
  reason: string,
  now: Instant,
): Promise<void> {
  await db
    .insertInto('presence')
    .values({
      account_id: agent,
      state,
      reason,
      changed_at: now,
      seen_at: now,
      last_case_at: 0,
    })
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet({ state, reason, changed_at: now, seen_at: now }),
    )
    .execute()
}

export async function saveSeen(db: Db, agent: AgentId, now: Instant): Promise<void> {
  await db
    .updateTable('presence')
    .set({ seen_at: now })
    .where('account_id', '=', agent)
    .where('seen_at', '!=', now)
    .execute()
}

/** Whoever was never present has nothing to be kept. */
export async function saveLastCase(db: Db, agent: AgentId, now: Instant): Promise<void> {
  await db
    .updateTable('presence')
    .set({ last_case_at: now })
    .where('account_id', '=', agent)
    .execute()
}

/** Everyone who may serve customers, with what they said of themselves, by name. */
export async function presenceOfAll(
  db: Db,
): Promise<readonly (Presence & { readonly seenAt: Instant })[]> {
  const rows = await db
    .selectFrom('account')
    .leftJoin('presence', 'presence.account_id', 'account.id')
    .select([
      'account.id',
      'account.name',
      'presence.state',
      'presence.reason',
      'presence.changed_at',
      'presence.seen_at',
      'presence.last_case_at',
    ])
    .where('account.role', 'in', ['agent', 'supervisor'])
    .orderBy('account.name')
    .execute()
  return rows.map((row) => ({
    agent: row.id,
    name: row.name,
    state: row.state ?? 'offline',
    reason: row.reason ?? '',
    since: row.changed_at ?? 0,
    lastCaseAt: row.last_case_at ?? 0,
    seenAt: row.seen_at ?? 0,
  }))
}
