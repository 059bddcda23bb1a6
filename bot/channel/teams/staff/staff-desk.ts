import {
  type Account,
  type Address,
  type CaseId,
  type CaseService,
  caseById,
  type createAccounts,
  maySee,
  type People,
  type Teams,
} from '../../../../handoff/index.js'
import type { Clock } from '../../../../platform/clock.js'
import type { Store } from '../../../../platform/events/store.js'
import { isId } from '../../../../platform/id.js'
import type { Language } from '../../../../platform/language.js'
import type { Member } from '../bot-framework.js'
import type { TeamsPlace } from '../read-teams-activity.js'
import { removeStaffPlace, saveStaffPlace } from './staff-card-table.js'
import { staffWords } from './staff-words.js'

export interface StaffDeskDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly accounts: Pick<ReturnType<typeof createAccounts>, 'all'>
  readonly cases: Pick<CaseService, 'take'>
  readonly people: Pick<People, 'all'>
  readonly teams: Teams
  /** Asks the tenant's directory who somebody is. */
  readonly memberOf: (to: Address, user: string) => Promise<Member>
  /** `someone@` this has the account `someone`. */
  readonly domain: string
  readonly site: string
  /** Answers where the deed was done; never throws. */
  readonly say: (to: Address, language: Language, text: string) => void
}

export interface StaffDesk {
  /** Whether the words are one of ours, said in a channel; then it is done. */
  command(text: string, place: TeamsPlace, to: Address): Promise<boolean>
  /** A button on a card. */
  press(value: Readonly<Record<string, unknown>>, place: TeamsPlace, to: Address): Promise<void>
}

/** What is said in a channel to have cases shown there, and to end it. */
const COMMAND = /^(?:客服台|客服臺|desk)(?:\s*(off|关闭|關閉))?$/i

/** What staff do from Teams. Whoever they are is asked of the tenant's directory each time. */
export function createStaffDesk(deps: StaffDeskDeps): StaffDesk {
  const { store, clock, say } = deps

  /** The account of a person, by the name that the directory signs them in with. */
  async function accountOf({ user }: TeamsPlace, to: Address): Promise<Account | string> {
    const { principal = '' } = await deps.memberOf(to, user.id)
    const name = principal.toLowerCase()
    const suffix = `@${deps.domain.toLowerCase()}`
    const login = name.endsWith(suffix) ? name.slice(0, -suffix.length) : undefined
    const all = await deps.accounts.all()
    return all.find((each) => each.login === login || each.login === name) ?? name
  }

  /** Does something as whoever did it, or says who is not known. */
  async function asAccount(
    place: TeamsPlace,
    to: Address,
    language: Language,
    work: (account: Account) => Promise<string | undefined>,
  ): Promise<void> {
    const account = await accountOf(place, to)
    const words = staffWords(language)
    const text =
      typeof account === 'string'
        ? words('unknown-person', { name: account || place.user.name, site: `${deps.site}/desk` })
        : await work(account)
    if (text !== undefined) say(to, language, text)
  }

  async function take(id: CaseId, account: Account, language: Language) {
    const words = staffWords(language)
    const current = await caseById(store.db, id)
    if (!current) return words('refused-not-found')
    const me = (await deps.people.all()).find(({ agent }) => agent === account.id)
    if (!me || !maySee({ ...account, teams: me.teams }, current, deps.teams)) {
      return words('refused-not-allowed', { name: account.name })
    }
    const outcome = await deps.cases.take(id, account.id)
    if (outcome.ok) return undefined
    const name = 'agent' in current ? nameIn(await deps.accounts.all(), current.agent) : ''
    return outcome.refusal === 'already-taken'
      ? words('refused-already-taken', { name })
      : words('refused-wrong-status')
  }

  return {
    async command(text, place, to) {
      const found = place.scope === 'channel' ? COMMAND.exec(text) : null
      if (!found) return false
      const language = place.language ?? 'zh-Hans'
      const words = staffWords(language)
      await asAccount(place, to, language, async (account) => {
        if (account.role !== 'supervisor') return words('supervisor-only')
        await store.transact(async (tx, append) => {
          if (found[1]) await removeStaffPlace(tx)
          else await saveStaffPlace(tx, { address: rootOf(to), language }, account.id, clock.now())
          const data = { agent: account.id, state: found[1] ? 'off' : 'on' }
          await append({ topic: 'desk', name: 'staff-place-changed', data })
        })
        return words(found[1] ? 'place-off' : 'place-on')
      })
      return true
    },

    async press(value, place, to) {
      const id = value['case']
      if (value['deed'] !== 'take' || !isId('case', id)) return
      const language = place.language ?? 'zh-Hans'
      await asAccount(place, to, language, (account) => take(id, account, language))
    },
  }
}

function nameIn(accounts: readonly Account[], agent: Account['id']): string {
  return accounts.find(({ id }) => id === agent)?.name ?? ''
}

/** The channel itself, of which each thread is a part: cards begin threads of their own. */
function rootOf(to: Address): Address {
  const reference = to['reference'] as { readonly conversation?: { readonly id?: string } }
  const { conversation } = reference
  const id = conversation?.id?.split(';messageid=')[0]
  return { ...to, reference: { ...reference, conversation: { ...conversation, id } } }
}
