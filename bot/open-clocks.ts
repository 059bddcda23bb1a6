import {
  type CaseService,
  type ClockBoard,
  type ClockRules,
  type ClockSettings,
  createClockDeeds,
  createDeskClocks,
  createServiceCalendar,
  type DeskClocks,
  type EmergencyBoard,
  openClockBoard,
  type ServiceLevel,
  watchClocks,
} from '../handoff/index.js'
import type { Clock } from '../platform/clock.js'
import type { DueTimer } from '../platform/due/due-timer.js'
import type { Store } from '../platform/events/store.js'
import { reasonOf } from '../platform/fault.js'
import type { Logger } from '../platform/log.js'

export interface ClocksDeps {
  readonly store: Store
  readonly clock: Clock
  readonly log: Logger
  readonly level: ServiceLevel
  readonly rules: ClockRules
  readonly cases: Pick<CaseService, 'transfer'>
  readonly timer: DueTimer
  /** The target while an emergency changes the usual one. */
  readonly firstResponseAt: EmergencyBoard['firstResponse']
}

export interface Clocks extends AsyncDisposable {
  readonly board: ClockBoard
  readonly settings: ClockSettings
  readonly desk: DeskClocks
}

/** The clocks of all cases: read from the log, watched by the timer, shown on the desk. */
export async function openClocks(deps: ClocksDeps): Promise<Clocks> {
  const { store, clock, log, level, rules } = deps
  const { holidays } = level.openingHours
  const settings = {
    targets: level,
    firstResponseAt: deps.firstResponseAt,
    rules,
    calendar: createServiceCalendar(level.openingHours),
  }
  const board = await openClockBoard({
    store,
    clock,
    settings,
    report: (cause) => log.error({ reason: reasonOf(cause) }, 'clocks of a case were not read'),
  })
  const handle = deps.timer.register(
    watchClocks({
      store,
      clock,
      board,
      settings,
      async sendBack(id, agent) {
        const outcome = await deps.cases.transfer(id, agent, { kind: 'queue' }, '')
        const caseId = id
        if (outcome.ok) log.info({ event: 'case-taken-back', caseId, agent }, 'a case was late')
      },
    }),
  )
  const unlisten = board.onChange(handle.look)
  const desk = createDeskClocks({
    store,
    clock,
    board,
    rules,
    deed: createClockDeeds({ store, clock, settings }),
    waitingAbove: level.alerts.waitingAbove,
    holidays,
  })
  const year = desk.yearWithoutNotice()
  if (year !== null) {
    log.warn({ event: 'calendar-preliminary', year }, 'the holidays of a year are not published')
  }
  return {
    board,
    settings,
    desk,
    async [Symbol.asyncDispose]() {
      unlisten()
      board[Symbol.dispose]()
      await handle.leave()
    },
  }
}
