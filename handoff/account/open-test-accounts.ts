import { createHttpApp } from '../../platform/http/app.js'
import { newId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { openTestStore } from '../../platform/testing/open-test-store.js'
import { handoffMigrations } from '../migrations/index.js'
import type { Account } from './account.js'
import { accountRoutes } from './account-routes.js'
import { createAccounts } from './accounts.js'
import { createPresence } from './presence.js'
import { ensureSampleAccounts } from './sample-accounts.js'

export const SAME_ORIGIN = { origin: 'http://localhost', 'sec-fetch-site': 'same-origin' }

/** A form as a browser posts it from our own page. */
export function post(
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): RequestInit {
  return {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { ...SAME_ORIGIN, 'accept-language': 'en', ...headers },
  }
}

/** The sample accounts over a real database, with their pages. */
export async function openTestAccounts() {
  const clock = fixedClock()
  const store = await openTestStore([handoffMigrations], clock)
  const accounts = createAccounts({ store, clock })
  const presence = createPresence({ store, clock })
  const ensureSamples = () => ensureSampleAccounts({ store, clock, newId, accounts })
  const links = await ensureSamples()
  const assets = { url: (name: string) => `/assets/${name}` }
  const app = createHttpApp({ log: silentLog, newId })
  app.route('/desk', accountRoutes({ accounts, presence, assets, clock }))

  async function account(login: string): Promise<Account> {
    const found = (await accounts.all()).find((one) => one.login === login)
    if (!found) throw new Error(`There is no account ${login}.`)
    return found
  }

  /** Signs in by a fresh link and gives the session's token. */
  async function enter(login: string): Promise<string> {
    const { id } = await account(login)
    const signIn = await accounts.signInByLink(await accounts.issueLink(id))
    if (!signIn.ok) throw new Error('The link was refused.')
    return signIn.token
  }

  return {
    clock,
    store,
    accounts,
    presence,
    links,
    ensureSamples,
    app,
    account,
    enter,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  }
}
