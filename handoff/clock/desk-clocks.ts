import { type Clock, DAY, type Instant, type Millis } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { Account } from '../account/account.js'
import type { AgentId, CaseId } from '../conversation/message.js'
import type { ClockBoard, OpenClock } from './clock-board.js'
import { stateOf } from './clock-course.js'
import type { DoClockDeed } from './clock-deeds.js'
import type { ClockRules } from './clock-rules.js'
import type { PublicHolidays } from './public-holidays.js'

/** A clock that somebody has to be told of, as long as it is so. */
export interface Alarm {
  readonly caseId: CaseId
  readonly subject: string
  readonly clock: OpenClock
}

/** What the desk shows of clocks, and asks of them. */
export interface DeskClocks extends Pick<ClockBoard, 'of' | 'onChange'> {
  /** What this person is to be told of, the one that is due first before. */
  alarms(account: Pick<Account, 'id' | 'role'>): Promise<readonly Alarm[]>
  readonly deed: DoClockDeed
  /** The supervisor is told when more cases wait. Source: T7. */
  readonly waitingAbove: number
  /** A year that comes soon and whose holidays are not published; `null` when all is known. */
  yearWithoutNotice(): number | null
}

export interface DeskClocksDeps {
  readonly store: Pick<Store, 'db'>
  readonly clock: Pick<Clock, 'now'>
  readonly board: Pick<ClockBoard, 'of' | 'all' | 'onChange'>
  readonly rules: ClockRules
  readonly deed: DoClockDeed
  readonly waitingAbove: number
  readonly holidays: Pick<PublicHolidays, 'stateOf'>
}

/** The longest targets reach into the next year from here on. */
const SOON: Millis = 45 * DAY

export function createDeskClocks(deps: DeskClocksDeps): DeskClocks {
  const { store, clock, board, rules } = deps

  /** The cases with something to tell, and to whom, as the rules say. */
  function* told(now: Instant) {
    for (const { history, clocks } of board.all()) {
      for (const each of clocks) {
        if (each.doneAt !== null) continue
        const state = stateOf(each, now)
        if (state !== 'warned' && state !== 'breached') continue
        const actions = rules[each.clock][state === 'warned' ? 'onWarning' : 'onBreach']
        yield { caseId: history.caseId, clock: { ...each, state } as OpenClock, actions }
      }
    }
  }

  return {
    of: board.of,
    onChange: board.onChange,
    deed: deps.deed,
    waitingAbove: deps.waitingAbove,
    yearWithoutNotice() {
      const now = clock.now()
      const years = [now, now + SOON].map((at) => new Date(at).getUTCFullYear())
      return years.find((year) => deps.holidays.stateOf(year) !== 'published') ?? null
    },
    async alarms({ id, role }) {
      const candidates = [...told(clock.now())]
      if (candidates.length === 0) return []
      const rows = await store.db
        .selectFrom('service_case')
        .select(['id', 'subject', 'agent_id'])
        .where('id', 'in', [...new Set(candidates.map(({ caseId }) => caseId))])
        .execute()
      const cases = new Map(rows.map((row) => [row.id, row]))
      const alarms: Alarm[] = []
      for (const { caseId, clock, actions } of candidates) {
        const row = cases.get(caseId)
        if (!row) continue
        const concernsAgent = row.agent_id === null || row.agent_id === (id satisfies AgentId)
        const isTold =
          (actions.includes('tell-agent') && concernsAgent) ||
          (actions.includes('tell-supervisor') && role === 'supervisor')
        if (isTold) alarms.push({ caseId, subject: row.subject, clock })
      }
      return alarms.toSorted((a, b) => (a.clock.dueAt ?? 0) - (b.clock.dueAt ?? 0))
    },
  }
}
