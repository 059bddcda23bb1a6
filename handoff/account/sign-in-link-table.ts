import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { AgentId } from '../conversation/message.js'

interface SignInLinkRow {
  digest: string
  account_id: AgentId
  expires_at: number
  used_at: number | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    sign_in_link: SignInLinkRow
  }
}

export async function insertSignInLink(
  db: Db,
  link: { readonly digest: string; readonly account: AgentId; readonly expiresAt: Instant },
): Promise<void> {
  await db
    .insertInto('sign_in_link')
    .values({
      digest: link.digest,
      account_id: link.account,
      expires_at: link.expiresAt,
      used_at: null,
    })
    .execute()
}

/** Uses a link up. `undefined` when it is unknown, used or expired; of two who try, one succeeds. */
export async function consumeSignInLink(
  db: Db,
  digest: string,
  now: Instant,
): Promise<AgentId | undefined> {
  const row = await db
    .updateTable('sign_in_link')
    .set({ used_at: now })
    .where('digest', '=', digest)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('account_id')
    .executeTakeFirst()
  return row?.account_id
}

/** Ends all links of an account, used or not. */
export async function deleteSignInLinks(db: Db, account: AgentId): Promise<void> {
  await db.deleteFrom('sign_in_link').where('account_id', '=', account).execute()
}
