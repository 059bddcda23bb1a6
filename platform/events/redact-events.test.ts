import { expect, test } from 'vitest'
import { fixedClock } from '../testing/fixed-clock.js'
import { openTestStore } from '../testing/open-test-store.js'
import { redactEvents } from './redact-events.js'

const KEEP = new Set(['urgency'])

async function openLog() {
  const clock = fixedClock()
  const store = await openTestStore([], clock)
  const append = (topic: string, data: Record<string, unknown>) =>
    store.transact((_tx, tell) => tell({ topic, name: 'noted', data }))
  return { clock, store, append, [Symbol.asyncDispose]: () => store[Symbol.asyncDispose]() }
}

test('takes texts out at any depth, and leaves numbers, ids and named fields', async () => {
  await using log = await openLog()
  const id = 'case_0123456789ab'
  await log.append('a', {
    caseId: id,
    urgency: 'urgent',
    at: 5,
    more: { said: ['张三'], ok: true },
  })

  const changed = await log.store.transact((tx) => redactEvents(tx, ['a'], KEEP))

  const [event] = await log.store.readAfter(0)
  expect(changed).toBe(1)
  expect(event?.number).toBe(1)
  expect(event?.data).toEqual({
    caseId: id,
    urgency: 'urgent',
    at: 5,
    more: { said: [''], ok: true },
  })
})

test('leaves other topics and later events alone', async () => {
  await using log = await openLog()
  await log.append('a', { said: 'first' })
  await log.append('b', { said: 'other' })
  const through = log.clock.now()
  log.clock.advance(1)
  await log.append('a', { said: 'later' })

  await log.store.transact((tx) => redactEvents(tx, ['a'], KEEP, through))

  const events = await log.store.readAfter(0)
  expect(events.map(({ data }) => data['said'])).toEqual(['', 'other', 'later'])
})

test('a field that only looks like an object’s own is no way around', async () => {
  await using log = await openLog()
  await log.append('a', { constructor: 'words', urgency: { deep: 'words' } })

  await log.store.transact((tx) => redactEvents(tx, ['a'], KEEP))

  const [event] = await log.store.readAfter(0)
  expect(event?.data).toEqual({ constructor: '', urgency: { deep: '' } })
})
