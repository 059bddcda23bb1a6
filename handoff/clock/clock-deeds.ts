import type { Clock, Instant } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { Account } from '../account/account.js'
import type { Case } from '../case/case.js'
import { caseById } from '../case/case-table.js'
import type { CaseId } from '../conversation/message.js'
import { type ClockSettings, clocksIn, readHistory } from './case-history.js'
import type { ClockName } from './clock-course.js'

/** What an agent does that changes nothing but clocks. */
export type ClockDeed =
  /** The customer has to answer first; the solution's clock stands. */
  | { readonly deed: 'wait' }
  /** It need not wait any more. */
  | { readonly deed: 'go-on' }
  /** The customer is called back by then; `undefined` when no moment was given. */
  | { readonly deed: 'promise'; readonly due: Instant | undefined }
  | { readonly deed: 'called-back' }
  /** The customer was asked whether all is well (T5, T9). */
  | { readonly deed: 'visited' }

export type ClockRefusal =
  | 'not-found'
  | 'not-yours'
  | 'wrong-status'
  | 'not-to-come'
  | 'supervisor-only'

export type ClockOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: ClockRefusal }

export type DoClockDeed = (
  id: CaseId,
  by: Pick<Account, 'id' | 'role'>,
  deed: ClockDeed,
) => Promise<ClockOutcome>

/** Each deed is one event, in the transaction that has checked that it may be. */
export function createClockDeeds(deps: {
  readonly store: Pick<Store, 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly settings: ClockSettings
}): DoClockDeed {
  return (id, by, deed) =>
    deps.store.transact(async (tx, append) => {
      const current = await caseById(tx, id)
      const history = await readHistory(tx, id)
      if (!current || !history) return { ok: false, refusal: 'not-found' }
      const running = new Set(
        clocksIn(history, deps.settings)
          .filter(({ doneAt }) => doneAt === null)
          .map(({ clock }) => clock),
      )
      const refusal = refusalOf(current, by, deed, running, deps.clock.now())
      if (refusal) return { ok: false, refusal }
      await append({
        topic: current.conversation,
        name: EVENTS[deed.deed],
        data: { caseId: id, agent: by.id, ...factsOf(deed, by) },
      })
      return { ok: true }
    })
}

const EVENTS = {
  wait: 'case-paused',
  'go-on': 'case-resumed',
  promise: 'case-promised',
  'called-back': 'case-called-back',
  visited: 'case-visited',
} as const satisfies Record<ClockDeed['deed'], string>

function factsOf(deed: ClockDeed, by: Pick<Account, 'role'>): Record<string, unknown> {
  if (deed.deed === 'wait') return { reason: 'marked' }
  if (deed.deed === 'promise') return { due: deed.due }
  return deed.deed === 'visited' ? { bySupervisor: by.role === 'supervisor' } : {}
}

function refusalOf(
  current: Case,
  by: Pick<Account, 'id' | 'role'>,
  deed: ClockDeed,
  running: ReadonlySet<ClockName>,
  now: Instant,
): ClockRefusal | undefined {
  switch (deed.deed) {
    case 'wait':
    case 'go-on':
    case 'promise':
      if (current.status !== 'assigned') return 'wrong-status'
      if (current.agent !== by.id) return 'not-yours'
      if (deed.deed !== 'promise') return undefined
      return deed.due === undefined || deed.due <= now ? 'not-to-come' : undefined
    case 'called-back':
      // Whoever called: a promise is kept by the centre, not by one person.
      return running.has('call-back') ? undefined : 'wrong-status'
    case 'visited':
      if (running.has('second-visit')) {
        return by.role === 'supervisor' ? undefined : 'supervisor-only'
      }
      return running.has('return-visit') ? undefined : 'wrong-status'
    default:
      return deed satisfies never
  }
}
