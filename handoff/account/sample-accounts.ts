import type { Clock } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { Account, Role } from './account.js'
import { allAccounts, insertAccount } from './account-table.js'
import type { Accounts } from './accounts.js'
import { signedInAccounts } from './desk-session-table.js'
import { saveWorkProfile, type WorkProfile } from './work-profile-table.js'

/** A way in for the console to print. */
export interface SignInLink {
  readonly name: string
  readonly role: Role
  /** Path on our own site. */
  readonly path: string
}

export interface SampleAccountsDeps {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly accounts: Pick<Accounts, 'issueLink'>
}

interface Sample extends Omit<Account, 'id' | 'hasPassword'> {
  /** Ids of the handbook as it comes; where they are gone, everyone's team serves. */
  readonly work?: Pick<WorkProfile, 'teams' | 'skills'>
}

const SAMPLES: readonly Sample[] = [
  {
    login: 'chen.chen',
    name: '陈晨',
    role: 'agent',
    languages: ['zh-Hans', 'zh-Hant'],
    work: { teams: ['general', 'complaints'], skills: ['complaints', 'refunds'] },
  },
  {
    login: 'lin.xiaoyu',
    name: '林小雨',
    role: 'agent',
    languages: ['zh-Hans', 'zh-Hant', 'en'],
    work: { teams: ['general'], skills: ['orders', 'products'] },
  },
  {
    login: 'wang.jia',
    name: '王佳',
    role: 'supervisor',
    languages: ['zh-Hans', 'zh-Hant'],
    work: { teams: ['complaints'], skills: ['complaints', 'legal', 'safety', 'privacy'] },
  },
  { login: 'zhao.ming', name: '赵明', role: 'editor', languages: ['zh-Hans'] },
]

/**
 * Makes the sample accounts when there are none at all.
 *
 * @returns A fresh link for one person of each role, as long as nobody has a password or is signed
 *   in: until then the console is the only way in, also after a restart. Empty afterwards.
 */
export async function ensureSampleAccounts(
  deps: SampleAccountsDeps,
): Promise<readonly SignInLink[]> {
  const { store, clock, newId, accounts } = deps
  await store.transact(async (tx) => {
    if ((await allAccounts(tx)).length > 0) return
    for (const { work, ...sample } of SAMPLES) {
      const id = newId('agent')
      await insertAccount(tx, { ...sample, id }, clock.now())
      if (work) await saveWorkProfile(tx, id, { ...work, capacity: null })
    }
  })

  const all = await allAccounts(store.db)
  const signedIn = await signedInAccounts(store.db, clock.now())
  if (all.some(({ id, hasPassword }) => hasPassword || signedIn.has(id))) return []

  const firsts = all.filter(({ role }, at) => all.findIndex((one) => one.role === role) === at)
  const links: SignInLink[] = []
  for (const { id, name, role } of firsts) {
    links.push({ name, role, path: `/desk/sign-in/${await accounts.issueLink(id)}` })
  }
  return links
}
