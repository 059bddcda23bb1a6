import { bench, describe } from 'vitest'
import { type Instant, systemClock } from '../clock.js'
import { openTestStore } from '../testing/open-test-store.js'
import { createDueTimer } from './due-timer.js'

/** How far ahead the moments lie; what is above it is how late they are found. */
const AHEAD = 50

const store = await openTestStore([], systemClock)
const timer = createDueTimer({
  clock: systemClock,
  report: (_source, cause) => {
    throw cause
  },
})
let due: Instant | undefined
let found = () => {}
const handle = timer.register({
  name: 'bench',
  next: async () => due,
  async run() {
    due = undefined
    await store.transact((_tx, append) => append({ topic: 'bench', name: 'found', data: {} }))
    found()
  },
})

// Is what falls due found within a second? The bar is 1,050 ms a call.
describe(`a moment ${AHEAD} ms ahead`, () => {
  bench(
    'found and told in a transaction',
    async () => {
      const waits = new Promise<void>((resolve) => {
        found = resolve
      })
      due = systemClock.now() + AHEAD
      handle.look()
      await waits
    },
    { iterations: 50, time: 0 },
  )
})
