import { expect, test } from 'vitest'
import { waitFor } from './wait-for.js'

const NEVER = new Promise<void>(() => {})

test('waits until the promise has settled', async () => {
  const steps: string[] = []
  const work = Promise.resolve().then(() => steps.push('done'))
  await waitFor(work, new AbortController().signal)
  steps.push('went on')
  expect(steps).toEqual(['done', 'went on'])
})

test('goes on when the promise is rejected', async () => {
  await expect(
    waitFor(Promise.reject(new Error('no')), new AbortController().signal),
  ).resolves.toBeUndefined()
})

test('goes on when the signal is aborted, before or while it waits', async () => {
  const stop = new AbortController()
  const waiting = waitFor(NEVER, stop.signal)
  stop.abort()
  await expect(waiting).resolves.toBeUndefined()
  await expect(waitFor(NEVER, stop.signal)).resolves.toBeUndefined()
})
