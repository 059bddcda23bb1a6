import { describe, expect, test } from 'vitest'
import { DAY, SECOND } from '../../platform/clock.js'
import { openTestAccounts } from './open-test-accounts.js'
import { createPresence, presentAgents } from './presence.js'

async function openPresence() {
  const test = await openTestAccounts()
  const { id } = await test.account('chen.chen')
  const present = async () =>
    (await presentAgents(test.store.db, test.clock.now())).map(({ name }) => name)
  return { ...test, id, present }
}

describe('who is present', () => {
  test('is nobody before anyone said so', async () => {
    await using test = await openPresence()

    expect(await test.present()).toEqual([])
  })

  test('is who is online, for 60 seconds after the desk was last seen open', async () => {
    await using test = await openPresence()
    await test.presence.set(test.id, 'available', '')
    test.clock.advance(60 * SECOND)
    const lastMoment = await test.present()
    test.clock.advance(1)
    const after = await test.present()

    expect(lastMoment).toEqual(['陈晨'])
    expect(after).toEqual([])
  })

  test('is who keeps the desk open', async () => {
    await using test = await openPresence()
    await test.presence.set(test.id, 'available', '')
    test.clock.advance(300 * SECOND)
    await test.presence.seen(test.id)

    expect(await test.present()).toEqual(['陈晨'])
  })

  test('is not, after the clock was set back, whoever was seen by the clock as it was', async () => {
    await using test = await openPresence()
    await test.presence.set(test.id, 'available', '')
    const back = { now: () => test.clock.now() - DAY }
    const isPresent = async () => (await presentAgents(test.store.db, back.now())).length === 1
    const before = await isPresent()
    await createPresence({ store: test.store, clock: back }).seen(test.id)
    const seen = await isPresent()
    test.clock.advance(61 * SECOND)

    expect([before, seen, await isPresent()]).toEqual([false, true, false])
  })

  test('is not who is away, and their reason can be read by colleagues', async () => {
    await using test = await openPresence()
    await test.presence.set(test.id, 'away', ' 午饭 ')

    expect(await test.present()).toEqual([])
    expect(await test.presence.all()).toContainEqual(
      expect.objectContaining({
        agent: test.id,
        name: '陈晨',
        state: 'away',
        reason: '午饭',
      }),
    )
  })

  test('is told as an event, so that open desks can follow', async () => {
    await using test = await openPresence()
    await test.presence.set(test.id, 'away', '')

    expect(await test.store.readAfter(0)).toMatchObject([
      { topic: 'desk', name: 'presence-changed', data: { agent: test.id, state: 'away' } },
    ])
  })

  test('never counts an editor', async () => {
    await using test = await openPresence()
    await test.presence.set((await test.account('zhao.ming')).id, 'available', '')

    expect(await test.present()).toEqual([])
  })
})
