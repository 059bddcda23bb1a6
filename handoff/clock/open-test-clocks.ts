import { HOUR, MINUTE } from '../../platform/clock.js'
import { createDueTimer } from '../../platform/due/due-timer.js'
import type { FixedClock } from '../../platform/testing/fixed-clock.js'
import type { openTestDesk } from '../tests/open-test-desk.js'
import type { ClockSettings } from './case-history.js'
import { openClockBoard } from './clock-board.js'
import { CLOCKS } from './clock-course.js'
import { createClockDeeds } from './clock-deeds.js'
import type { ClockRules } from './clock-rules.js'
import { NO_PUBLIC_HOLIDAYS } from './public-holidays.js'
import { createServiceCalendar } from './service-calendar.js'
import { watchClocks } from './watch-clocks.js'

/** Rules that tell everybody of everything, and take a case from who does not answer. */
const RULES = Object.fromEntries(
  CLOCKS.map((clock) => [
    clock,
    {
      warnAfter: 0.75,
      onWarning: ['tell-agent'],
      onBreach: [
        'tell-agent',
        'tell-supervisor',
        ...(clock === 'next-response' ? ['return-to-queue'] : []),
      ],
    },
  ]),
) as unknown as ClockRules

/** A centre that is always open, with the targets of T4, T5 and short ones where none is given. */
export const ALWAYS_OPEN: ClockSettings = {
  targets: {
    firstResponse: { normal: HOUR, urgent: 15 * MINUTE },
    nextResponse: { normal: 10 * MINUTE, urgent: 5 * MINUTE },
    solution: { product: 1, order: 2, 'after-sales': 5, complaint: 3 },
    returnVisit: 24 * HOUR,
    secondVisit: 2,
  },
  rules: RULES,
  calendar: createServiceCalendar({
    timeZone: 'Asia/Shanghai',
    week: [0, 1, 2, 3, 4, 5, 6].map(() => [{ from: 0, to: 1440 }]),
    days: [],
    holidays: NO_PUBLIC_HOLIDAYS,
    onHolidays: null,
    onMakeUpDays: null,
    workingWeek: new Set([1, 2, 3, 4, 5]),
  }),
}

/** The clocks of a test desk, as one process keeps them: dispose it, and start it again. */
export async function openTestClocks(
  desk: Awaited<ReturnType<typeof openTestDesk>>,
  clock: FixedClock,
) {
  const { store, cases } = desk
  const failures: unknown[] = []
  const report = (cause: unknown) => void failures.push(cause)
  const board = await openClockBoard({ store, clock, settings: ALWAYS_OPEN, report })
  const timer = createDueTimer({ clock, report: (_name, cause) => report(cause) })
  const handle = timer.register(
    watchClocks({
      store,
      clock,
      board,
      settings: ALWAYS_OPEN,
      sendBack: async (id, agent) => void (await cases.transfer(id, agent, null, '')),
    }),
  )
  board.onChange(handle.look)
  return {
    board,
    failures,
    clockDeeds: createClockDeeds({ store, clock, settings: ALWAYS_OPEN }),
    /** What was told so far: event, clock, round, and how many minutes after the start. */
    async notices(since: number) {
      const events = await store.readAfter(0, { limit: 1_000 })
      return events
        .filter(({ name }) => name.startsWith('clock-'))
        .map(
          ({ name, at, data }) =>
            `${name} ${data['clock']} ${data['round']} at ${(at - since) / MINUTE} min`,
        )
    },
    async [Symbol.asyncDispose]() {
      board[Symbol.dispose]()
      await timer[Symbol.asyncDispose]()
    },
  }
}
