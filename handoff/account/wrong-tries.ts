import { type Clock, type Instant, type Millis, SECOND } from '../../platform/clock.js'

/** Slows down those who guess a password. */
export interface WrongTries {
  /** How long this login must wait before it may try again; 0 when it may. */
  waitFor(login: string): Millis
  wrong(login: string): void
  right(login: string): void
}

const TRIES = 5
const WAIT: Millis = 30 * SECOND

/** Logins that are remembered at once, so that inventing names does not fill the memory. */
const REMEMBERED = 10_000

/** After five wrong passwords in a row a login waits 30 seconds, then has five more. */
export function createWrongTries(clock: Pick<Clock, 'now'>): WrongTries {
  const tries = new Map<string, { readonly count: number; readonly lastAt: Instant }>()

  return {
    waitFor(login) {
      const known = tries.get(login)
      if (known === undefined || known.count < TRIES) return 0
      const left = known.lastAt + WAIT - clock.now()
      // More than the whole wait: the clock was set back meanwhile.
      if (left > 0 && left <= WAIT) return left
      tries.delete(login)
      return 0
    },
    wrong(login) {
      const count = (tries.get(login)?.count ?? 0) + 1
      // Removed first, so that the order of the map is the order of the last tries.
      tries.delete(login)
      tries.set(login, { count, lastAt: clock.now() })
      const [oldest] = tries.keys()
      if (tries.size > REMEMBERED && oldest !== undefined) tries.delete(oldest)
    },
    right: (login) => void tries.delete(login),
  }
}
