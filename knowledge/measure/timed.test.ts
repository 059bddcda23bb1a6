import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { timed, watchStalls } from './timed.js'

/** Lets nobody else in this thread run. */
function hold(milliseconds: number): void {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

test('a stall is at least as long as the event loop was held, less one look at it', async () => {
  const stalls = watchStalls()

  hold(50)
  await wait(1)

  expect(stalls.end()).toBeGreaterThanOrEqual(45)
})

test('work that holds the event loop is told with its result', async () => {
  const { result, took, stall } = await timed(async () => {
    hold(50)
    return 'done'
  })

  expect(result).toBe('done')
  expect(took).toBeGreaterThanOrEqual(50)
  expect(stall).toBeGreaterThanOrEqual(45)
})
