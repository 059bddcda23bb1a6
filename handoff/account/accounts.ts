import { hash, verify } from '@node-rs/argon2'
import { type Clock, DAY, HOUR, type Millis } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Store } from '../../platform/events/store.js'
import type { AgentId } from '../conversation/message.js'
import { type Account, foldLogin } from './account.js'
import {
  accountById,
  accountByLogin,
  allAccounts,
  passwordHashOf,
  setPasswordHash,
} from './account-table.js'
import {
  accountOfDeskSession,
  deleteDeskSession,
  deleteExpiredDeskSessions,
  deleteOtherDeskSessions,
  insertDeskSession,
} from './desk-session-table.js'
import { digestOf, newSecret } from './secret.js'
import { consumeSignInLink, deleteSignInLinks, insertSignInLink } from './sign-in-link-table.js'
import { createWrongTries } from './wrong-tries.js'

export interface AccountsDeps {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
}

export type SignIn =
  | { readonly ok: true; readonly account: Account; readonly token: string }
  | { readonly ok: false; readonly refusal: 'wrong' }
  | { readonly ok: false; readonly refusal: 'wait'; readonly wait: Millis }

export type NewPassword =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'too-short' | 'too-long' | 'current-wrong' }

/** Who may work at the desk, and how they prove it. */
export interface Accounts {
  signIn(login: string, password: string): Promise<SignIn>
  /** Uses up the token of a sign-in link. */
  signInByLink(token: string): Promise<SignIn>
  /** Makes a one-time token for a sign-in link, good for 24 hours. */
  issueLink(account: AgentId): Promise<string>
  /** Whose session this is; `undefined` when it ended or never was. */
  accountOf(token: string): Promise<Account | undefined>
  signOut(token: string): Promise<void>
  /**
   * Sets a password, signs the person out on other devices, and ends their sign-in links.
   *
   * @param current Must be right when there is a password already.
   * @param token The session that stays.
   */
  setPassword(
    account: Account,
    token: string,
    current: string,
    password: string,
  ): Promise<NewPassword>
  all(): Promise<readonly Account[]>
}

/** Eight is the least that NIST SP 800-63B allows; length counts, kinds of signs do not. */
export const PASSWORD_MIN = 8
/** Keeps the hashing of one try below what a short one costs. */
const PASSWORD_MAX = 200
const LOGIN_MAX = 200

const LINK_LASTS: Millis = 24 * HOUR
export const SESSION_LASTS: Millis = 30 * DAY

export function createAccounts({ store, clock }: AccountsDeps): Accounts {
  const tries = createWrongTries(clock)
  // Checked for logins that do not exist, so that these take as long as those that do.
  const decoy = hash(newSecret())

  async function begin(account: Account): Promise<SignIn> {
    const token = newSecret()
    const now = clock.now()
    await deleteExpiredDeskSessions(store.db, now)
    await insertDeskSession(store.db, {
      digest: digestOf(token),
      account: account.id,
      createdAt: now,
      expiresAt: now + SESSION_LASTS,
    })
    return { ok: true, account, token }
  }

  return {
    async signIn(text, password) {
      const login = foldLogin(text)
      // Tries are remembered by login, so a long one would fill the memory.
      if (login.length > LOGIN_MAX) return { ok: false, refusal: 'wrong' }
      const wait = tries.waitFor(login)
      if (wait > 0) return { ok: false, refusal: 'wait', wait }
      // Counted before the slow check, so that many at once are not all let through.
      tries.wrong(login)
      const account = await accountByLogin(store.db, login)
      const stored = account ? await passwordHashOf(store.db, account.id) : null
      const isRight =
        password.length <= PASSWORD_MAX && (await verify(stored ?? (await decoy), password))
      if (!account || stored === null || !isRight) return { ok: false, refusal: 'wrong' }
      tries.right(login)
      return begin(account)
    },

    async signInByLink(token) {
      const id = await consumeSignInLink(store.db, digestOf(token), clock.now())
      const account = id && (await accountById(store.db, id))
      return account ? begin(account) : { ok: false, refusal: 'wrong' }
    },

    async issueLink(account) {
      const token = newSecret()
      const expiresAt = clock.now() + LINK_LASTS
      await insertSignInLink(store.db, { digest: digestOf(token), account, expiresAt })
      return token
    },

    async accountOf(token) {
      const id = await accountOfDeskSession(store.db, digestOf(token), clock.now())
      return id && accountById(store.db, id)
    },

    signOut: (token) => deleteDeskSession(store.db, digestOf(token)),

    async setPassword(account, token, current, password) {
      if (password.length < PASSWORD_MIN) return { ok: false, refusal: 'too-short' }
      if (password.length > PASSWORD_MAX) return { ok: false, refusal: 'too-long' }
      const stored = await passwordHashOf(store.db, account.id)
      if (stored !== null && !(await verify(stored, current.slice(0, PASSWORD_MAX)))) {
        return { ok: false, refusal: 'current-wrong' }
      }
      const hashed = await hash(password)
      await store.transact(async (tx) => {
        await setPasswordHash(tx, account.id, hashed)
        await deleteOtherDeskSessions(tx, account.id, digestOf(token))
        await deleteSignInLinks(tx, account.id)
      })
      return { ok: true }
    },

    all: () => allAccounts(store.db),
  }
}

/** What customers and colleagues read for an agent; their id when the account is gone. */
export async function agentName(db: Db, agent: AgentId): Promise<string> {
  return (await accountById(db, agent))?.name ?? agent
}

/** Whether this person may decide about other people's cases. */
export async function isSupervisor(db: Db, agent: AgentId): Promise<boolean> {
  return (await accountById(db, agent))?.role === 'supervisor'
}
