import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { AgentId } from '../conversation/message.js'
import type { Account, Role } from './account.js'

interface AccountRow {
  id: AgentId
  login: string
  name: string
  role: Role
  /** JSON list of language tags. */
  languages: string
  password_hash: string | null
  created_at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    account: AccountRow
  }
}

function rowToAccount(row: AccountRow): Account {
  return {
    id: row.id,
    login: row.login,
    name: row.name,
    role: row.role,
    languages: JSON.parse(row.languages),
    hasPassword: row.password_hash !== null,
  }
}

export async function insertAccount(
  db: Db,
  account: Omit<Account, 'hasPassword'>,
  at: Instant,
): Promise<void> {
  await db
    .insertInto('account')
    .values({
      id: account.id,
      login: account.login,
      name: account.name,
      role: account.role,
      languages: JSON.stringify(account.languages),
      password_hash: null,
      created_at: at,
    })
    .execute()
}

export async function accountById(db: Db, id: AgentId): Promise<Account | undefined> {
  const row = await db.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst()
  return row && rowToAccount(row)
}

export async function accountByLogin(db: Db, login: string): Promise<Account | undefined> {
  const row = await db
    .selectFrom('account')
    .selectAll()
    .where('login', '=', login)
    .executeTakeFirst()
  return row && rowToAccount(row)
}

/** All accounts, the oldest first, those of one moment by login. */
export async function allAccounts(db: Db): Promise<readonly Account[]> {
  const rows = await db
    .selectFrom('account')
    .selectAll()
    .orderBy('created_at')
    .orderBy('login')
    .execute()
  return rows.map(rowToAccount)
}

/** `null` when no password was set, or there is no such account. */
export async function passwordHashOf(db: Db, id: AgentId): Promise<string | null> {
  const row = await db
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.password_hash ?? null
}

export async function setPasswordHash(db: Db, id: AgentId, hash: string): Promise<void> {
  await db.updateTable('account').set({ password_hash: hash }).where('id', '=', id).execute()
}
