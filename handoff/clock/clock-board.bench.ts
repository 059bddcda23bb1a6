import { bench, describe } from 'vitest'
import { openTestDesk } from '../tests/open-test-desk.js'
import { clocksIn } from './case-history.js'
import { openClockBoard } from './clock-board.js'
import { ALWAYS_OPEN } from './open-test-clocks.js'

/** A busy fortnight: so many cases have a clock that may run when the program starts. */
const CASES = 2_000

const desk = await openTestDesk()
await desk.write('hello')
for (let count = 0; count < CASES; count++) await desk.openCaseOfAnother()
const { store, clock } = desk
const deps = { store, clock, settings: ALWAYS_OPEN, report: () => {} }
const board = await openClockBoard(deps)
const [first] = [...board.all()]
if (!first) throw new Error('No case has a clock.')
const { history } = first

describe(`clocks of ${CASES} cases`, () => {
  // What a start waits for; the bar for the whole start is 2 s. Took 400 to 800 ms on two cores
  // with nine other programs on them.
  bench(
    'read them from the log',
    async () => {
      const board = await openClockBoard(deps)
      board[Symbol.dispose]()
    },
    { iterations: 5, time: 0 },
  )

  // What each event of a case costs, while the one who wrote it waits.
  bench('work out the clocks of one case', () => {
    clocksIn(history, ALWAYS_OPEN)
  })

  // What the desk asks for each row that it draws.
  bench('look at the clocks of one case', () => {
    board.of(history.caseId)
  })
})
