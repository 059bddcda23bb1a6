import { expect, test } from 'vitest'
import type { DueSource } from '../../platform/due/due-timer.js'
import { watchScheduled } from './watch-scheduled.js'

test('a scheduled change is due when its day begins in China, and nothing is when there is none', async () => {
  const sources: DueSource[] = []
  const days = ['2026-11-25', undefined]
  watchScheduled(
    { nextScheduled: async () => days.shift(), publishDue: async () => {} },
    {
      register(source) {
        sources.push(source)
        return { look: () => {}, leave: async () => {} }
      },
    },
  )

  // Midnight there is 16:00 of the day before in UTC.
  expect(await sources[0]?.next()).toBe(Date.UTC(2026, 10, 24, 16))
  expect(await sources[0]?.next()).toBeUndefined()
})
