import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { AgentId } from '../conversation/message.js'

interface DeskSessionRow {
  digest: string
  account_id: AgentId
  created_at: number
  expires_at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    desk_session: DeskSessionRow
  }
}

export interface DeskSession {
  readonly digest: string
  readonly account: AgentId
  readonly createdAt: Instant
  readonly expiresAt: Instant
}

export async function insertDeskSession(db: Db, session: DeskSession): Promise<void> {
  await db
    .insertInto('desk_session')
    .values({
      digest: session.digest,
      account_id: session.account,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
    })
    .execute()
}

export async function accountOfDeskSession(
  db: Db,
  digest: string,
  now: Instant,
): Promise<AgentId | undefined> {
  const row = await db
    .selectFrom('desk_session')
    .select('account_id')
    .where('digest', '=', digest)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return row?.account_id
}

export async function deleteDeskSession(db: Db, digest: string): Promise<void> {
  await db.deleteFrom('desk_session').where('digest', '=', digest).execute()
}

/** Signs a person out everywhere but here. */
export async function deleteOtherDeskSessions(
  db: Db,
  account: AgentId,
  digest: string,
): Promise<void> {
  await db
    .deleteFrom('desk_session')
    .where('account_id', '=', account)
    .where('digest', '!=', digest)
    .execute()
}

export async function deleteExpiredDeskSessions(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('desk_session').where('expires_at', '<=', now).execute()
}

/** Accounts that are signed in somewhere. */
export async function signedInAccounts(db: Db, now: Instant): Promise<ReadonlySet<AgentId>> {
  const rows = await db
    .selectFrom('desk_session')
    .select('account_id')
    .distinct()
    .where('expires_at', '>', now)
    .execute()
  return new Set(rows.map((row) => row.account_id))
}
