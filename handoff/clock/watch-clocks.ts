import type { Clock, Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { DueSource } from '../../platform/due/due-timer.js'
import type { Append, Store } from '../../platform/events/store.js'
import { caseById } from '../case/case-table.js'
import type { AgentId, CaseId } from '../conversation/message.js'
import {
  type ClockSettings,
  clocksIn,
  type Notice,
  type NoticeName,
  noticeOf,
  readHistory,
} from './case-history.js'
import type { ClockBoard, ClockedCase } from './clock-board.js'
import { type CaseClock, stateOf } from './clock-course.js'

export interface WatchClocksDeps {
  readonly store: Pick<Store, 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly board: Pick<ClockBoard, 'all'>
  readonly settings: ClockSettings
  /** Takes a case from its agent and puts it back into the queue; refused when it has moved on. */
  readonly sendBack: (id: CaseId, agent: AgentId) => Promise<void>
}

/**
 * Finds clocks that warn or run out, for the one timer. Each is told once, by an event in the
 * transaction that has read the case anew and found that it still holds; then follows what the
 * handbook says. What ran out while the process was down is found when it starts.
 */
export function watchClocks(deps: WatchClocksDeps): DueSource {
  const { store, clock, board, settings } = deps
  // A case may have been told of, and not yet sent back, when the process ended.
  let isFirst = true

  async function tellOf(tx: Db, append: Append, id: CaseId): Promise<void> {
    const history = await readHistory(tx, id)
    const current = await caseById(tx, id)
    if (!history || !current) return
    const now = clock.now()
    const notices = history.events.flatMap((event) => noticeOf(event, id) ?? [])
    for (const each of clocksIn(history, settings)) {
      const name = openNotice(each, notices, now)
      if (name === undefined) continue
      await append({
        topic: history.conversation,
        name,
        data: {
          caseId: id,
          clock: each.clock,
          round: each.round,
          dueAt: each.dueAt,
          ...(current.status === 'assigned' && { agent: current.agent }),
        },
      })
    }
  }

  async function sendBackLate(id: CaseId): Promise<void> {
    const current = await store.transact((tx) => caseById(tx, id))
    if (current?.status === 'assigned') await deps.sendBack(id, current.agent)
  }

  return {
    name: 'clocks of cases',
    async next() {
      if (isFirst) return clock.now()
      const moments = [...board.all()].flatMap(({ clocks, notices }) =>
        clocks.map((each) => nextNotice(each, notices)),
      )
      const next = Math.min(...moments.map((moment) => moment ?? Number.POSITIVE_INFINITY))
      return next === Number.POSITIVE_INFINITY ? undefined : next
    },
    async run(now) {
      isFirst = false
      for (const { history, clocks, notices } of [...board.all()]) {
        if (!clocks.some((each) => openNotice(each, notices, now))) continue
        await store.transact((tx, append) => tellOf(tx, append, history.caseId))
      }
      for (const each of [...board.all()]) {
        if (isToBeSentBack(each, settings)) await sendBackLate(each.history.caseId)
      }
    },
  }
}

/** What is to be told of a clock at `now`, and was not. */
function openNotice(
  clock: CaseClock,
  notices: readonly Notice[],
  now: Instant,
): NoticeName | undefined {
  if (clock.doneAt !== null || isTold(clock, notices, 'clock-breached')) return undefined
  const state = stateOf(clock, now)
  if (state === 'breached') return 'clock-breached'
  return state === 'warned' && !isTold(clock, notices, 'clock-warned') ? 'clock-warned' : undefined
}

/** When something is to be told of a clock next; `undefined` when nothing is, as things stand. */
function nextNotice(clock: CaseClock, notices: readonly Notice[]): Instant | undefined {
  const { doneAt, dueAt, warnAt, paused } = clock
  if (doneAt !== null || isTold(clock, notices, 'clock-breached')) return undefined
  const moments = [dueAt, paused || isTold(clock, notices, 'clock-warned') ? null : warnAt]
  const known = moments.filter((moment) => moment !== null)
  return known.length === 0 ? undefined : Math.min(...known)
}

function isTold(
  { clock, round }: CaseClock,
  notices: readonly Notice[],
  name: NoticeName,
): boolean {
  return notices.some(
    (notice) => notice.name === name && notice.clock === clock && notice.round === round,
  )
}

/** An agent kept the customer waiting too long, and still has the case. */
function isToBeSentBack(
  { history, clocks, notices }: ClockedCase,
  { rules }: ClockSettings,
): boolean {
  const lastOwner = history.events.findLast(({ name }) => name === 'owner-changed')
  if (lastOwner?.data['owner'] !== 'agent') return false
  return clocks.some(({ clock, round, doneAt }) => {
    if (doneAt !== null || !rules[clock].onBreach.includes('return-to-queue')) return false
    const breach = notices.find(
      (notice) =>
        notice.name === 'clock-breached' && notice.clock === clock && notice.round === round,
    )
    return breach !== undefined && breach.number > lastOwner.number
  })
}
