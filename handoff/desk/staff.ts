import { type Clock, type Millis, SECOND } from '../../platform/clock.js'
import type { Accounts } from '../account/accounts.js'
import type { AgentId } from '../conversation/message.js'
import type { Colleague } from '../triage/colleague.js'
import type { People } from '../triage/people.js'
import type { DeskDeps } from './desk-deps.js'

/** Who works here. */
export interface Staff {
  /** Of every account, also of those who serve nobody. */
  readonly names: ReadonlyMap<AgentId, string>
  /** Everyone who serves customers, by name. */
  readonly people: readonly Colleague[]
}

export async function readStaff(deps: {
  readonly accounts: Pick<Accounts, 'all'>
  readonly people: Pick<People, 'all'>
}): Promise<Staff> {
  const [accounts, people] = await Promise.all([deps.accounts.all(), deps.people.all()])
  return { names: new Map(accounts.map(({ id, name }) => [id, name])), people }
}

export interface SharedStaff {
  /** As of now. */
  fresh(): Promise<Staff>
  /**
   * As of a moment ago, mostly without waiting: who is there and with what load may be a little
   * old, but never who is in which team, as that decides what may be seen.
   */
  recent(): Promise<Staff>
}

/** Somebody whose desk was closed without a word is noticed after this at the latest. */
const STAFF_LASTS: Millis = SECOND

/** Reads once for all pages of the process, again when an event says so, and now and then. */
export function shareStaff(
  deps: Pick<DeskDeps, 'accounts' | 'people' | 'store'> & { readonly clock: Pick<Clock, 'now'> },
): SharedStaff {
  let known: Staff | undefined
  let readAt = 0
  let isStale = true
  let reading: Promise<Staff> | undefined
  deps.store.listen(({ name }) => {
    if (name === 'profile-changed') known = undefined
    // The load of each changes with any case that comes or goes.
    if (name.startsWith('case-') || name.endsWith('-changed')) {
      isStale = true
      // What is being read may be of before.
      reading = undefined
    }
  })

  function fresh(): Promise<Staff> {
    const age = Math.abs(deps.clock.now() - readAt)
    if (known && !isStale && age < STAFF_LASTS) return Promise.resolve(known)
    return reading ?? read()
  }

  function read(): Promise<Staff> {
    isStale = false
    const mine = readStaff(deps)
      .then((staff) => {
        if (reading === mine) {
          known = staff
          readAt = deps.clock.now()
        }
        return staff
      })
      .catch((cause: unknown) => {
        isStale = true
        throw cause
      })
      .finally(() => {
        if (reading === mine) reading = undefined
      })
    reading = mine
    return mine
  }

  return {
    fresh,
    recent() {
      if (!known) return fresh()
      // Whoever asks next is told when it fails.
      fresh().catch(() => undefined)
      return Promise.resolve(known)
    },
  }
}
