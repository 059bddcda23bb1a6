import { describe, expect, test } from 'vitest'
import { saveLeft } from '../../../handoff/index.js'
import { DAY, HOUR, MINUTE, SECOND } from '../../../platform/clock.js'
import { NotDelivered } from '../channel.js'
import { MOST_TRIES, waitAfter } from './delivery.js'
import { openTestCourier } from './open-test-courier.js'

const busy = () => new NotDelivered({ passes: true, detail: '503' })

describe('the courier', () => {
  test('takes each message that was committed to its channel, once and in order', async () => {
    await using test = await openTestCourier()
    await using _courier = test.start()
    const li = await test.open('li')
    const web = await test.open('visitor', { channel: 'webchat' })

    for (const text of ['one', 'two', 'three']) await test.say(li, text)
    await test.say(web, 'for the web chat')
    await test.settled()

    expect(test.channel.taken).toEqual([
      { to: 'li', text: 'one' },
      { to: 'li', text: 'two' },
      { to: 'li', text: 'three' },
    ])
    expect((await test.rows()).map(({ state, sent_id }) => [state, sent_id])).toEqual([
      ['sent', 'sent-1'],
      ['sent', 'sent-2'],
      ['sent', 'sent-3'],
    ])
  })

  test('takes what was committed while no process was there', async () => {
    await using test = await openTestCourier()
    const li = await test.open('li')
    await test.say(li, 'one')
    {
      await using _first = test.start()
      await test.settled()
    }
    await test.say(li, 'two')

    await using _second = test.start()
    await test.settled()

    expect(test.channel.texts()).toEqual(['one', 'two'])
  })

  test('waits twice as long after each try, and keeps the order meanwhile', async () => {
    await using test = await openTestCourier()
    await using _courier = test.start()
    const li = await test.open('li')
    let tries = 0
    test.channel.before = async () => {
      tries++
      throw busy()
    }
    await test.say(li, 'one')
    await test.say(li, 'two')
    await test.settled()
    expect(tries).toBe(1)

    test.clock.advance(waitAfter(1) / 2)
    await test.settled()
    expect(tries).toBe(1)
    test.clock.advance(waitAfter(1) / 2)
    await test.settled()
    expect(tries).toBe(2)

    test.channel.before = async () => {}
    test.clock.advance(waitAfter(2))
    await test.settled()
    expect(test.channel.texts()).toEqual(['one', 'two'])
    expect((await test.rows()).map(({ may_be_twice }) => may_be_twice)).toEqual([0, 0])
  })

  test('leaves the channel alone for as long as it asks', async () => {
    await using test = await openTestCourier()
    await using _courier = test.start()
    const li = await test.open('li')
    test.channel.before = async () => {
      throw new NotDelivered({ passes: true, detail: '429', waitAtLeast: MINUTE })
    }
    await test.say(li, 'one')
    await test.settled()
    test.channel.before = async () => {}

    test.clock.advance(MINUTE - SECOND)
    await test.settled()
    expect(test.channel.texts()).toEqual([])
    test.clock.advance(SECOND)
    await test.settled()
    expect(test.channel.texts()).toEqual(['one'])
  })

  test('does not wait for the moment of a clock that was set back since', async () => {
    await using test = await openTestCourier()
    const li = await test.open('li')
    await test.say(li, 'one')
    await using _courier = test.start()
    test.channel.before = async () => {
      throw busy()
    }
    await test.settled()
    test.channel.before = async () => {}
    const { next_try_at: before } = (await test.rows())[0] ?? { next_try_at: 0 }

    await test.store.db
      .updateTable('delivery')
      .set({ next_try_at: before + DAY })
      .execute()
    test.clock.advance(waitAfter(1))
    await test.settled()

    expect(test.channel.texts()).toEqual(['one'])
  })

  test('lets no conversation wait for another', async () => {
    await using test = await openTestCourier()
    await using _courier = test.start()
    const [li, wang] = [await test.open('li'), await test.open('wang')]
    let release = () => {}
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    test.channel.before = async ({ user }) => {
      if (user === 'li') await released
    }

    await test.say(li, 'slow')
    await test.say(wang, 'quick')
    await test.settled()
    expect(test.channel.texts()).toEqual(['quick'])

    release()
    await test.settled()
    expect(test.channel.texts()).toEqual(['quick', 'slow'])
  })

  test('gives up after so many tries, tells it, and goes on with the next', async () => {
    await using test = await openTestCourier()
    await using _courier = test.start()
    const li = await test.open('li')
    test.channel.before = async (_to, { text }) => {
      if (text === 'one') throw busy()
    }
    const { id } = await test.say(li, 'one')
    await test.say(li, 'two')
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      await test.settled()
      test.clock.advance(5 * MINUTE)
    }
    await test.settled()

    const events = await test.store.readAfter(0, { topic: li })
    const failed = events.filter(({ name }) => name === 'delivery-failed')
    expect(failed.map(({ data }) => data)).toEqual([{ message: id, problem: 'unreachable' }])
    expect(test.channel.texts()).toEqual(['two'])
    expect(await test.rows()).toMatchObject([
      { state: 'failed', problem: 'unreachable', detail: '503', tries: MOST_TRIES },
      { state: 'sent' },
    ])
  })

  test('tries for longer than an hour', () => {
    let waited = 0
    for (let tries = 1; tries < MOST_TRIES; tries++) waited += waitAfter(tries)

    expect(waited).toBeGreaterThan(HOUR)
    expect(waited).toBeLessThan(2 * HOUR)
    expect(waitAfter(1)).toBe(2 * SECOND)
  })

  test.each([
    ['is refused for good', 'refused', '403'],
    ['goes to someone who took the service off', 'left', null],
    ['has no address', 'no-address', null],
    ['was erased meanwhile', 'erased', null],
  ] as const)('does not try again what %s', async (_, problem, detail) => {
    await using test = await openTestCourier()
    const li = await test.open('li')
    const message = await test.say(li, 'one')
    const { db } = test.store
    if (problem === 'refused') {
      test.channel.before = async () => {
        throw new NotDelivered({ passes: false, detail: '403' })
      }
    }
    if (problem === 'left') await saveLeft(db, li, test.clock.now())
    if (problem === 'no-address') {
      await db.updateTable('conversation').set({ address: null }).execute()
    }
    if (problem === 'erased') {
      const { id } = message
      await db.updateTable('message').set({ text: '', extras: '{}' }).where('id', '=', id).execute()
    }

    await using _courier = test.start()
    await test.settled()
    test.clock.advance(HOUR)
    await test.settled()

    expect(await test.rows()).toMatchObject([{ state: 'failed', problem, detail }])
    expect(test.channel.texts()).toEqual([])
  })

  test('marks what may arrive twice: no answer came, so nobody knows', async () => {
    await using test = await openTestCourier()
    await using _courier = test.start()
    const li = await test.open('li')
    test.channel.after = async () => {
      throw new Error('the line broke')
    }
    await test.say(li, 'one')
    await test.settled()
    test.channel.after = async () => {}
    test.clock.advance(waitAfter(1))
    await test.settled()

    expect(test.channel.texts()).toEqual(['one', 'one'])
    expect(await test.rows()).toMatchObject([{ state: 'sent', may_be_twice: 1, tries: 2 }])
  })

  test('sends again, and marks, what was under way when the process ended', async () => {
    await using test = await openTestCourier()
    const li = await test.open('li')
    await test.say(li, 'one')
    await test.say(li, 'two')
    test.channel.after = () => new Promise(() => {})
    test.start() // Never ended: its process is gone.
    await test.settled()
    expect(test.channel.texts()).toEqual(['one'])

    test.channel.after = async () => {}
    await using _next = test.start()
    await test.settled()

    expect(test.channel.texts()).toEqual(['one', 'one', 'two'])
    expect((await test.rows()).map(({ may_be_twice }) => may_be_twice)).toEqual([1, 0])
  })

  test('does not send again what was taken but could not be stored', async () => {
    await using test = await openTestCourier()
    await using _courier = test.start()
    const li = await test.open('li')
    await test.say(li, 'one')
    const { db } = test.store
    const update = db.updateTable
    test.channel.after = async () => {
      db.updateTable = () => {
        throw new Error('the disk is full')
      }
    }
    await test.settled()
    db.updateTable = update
    test.channel.after = async () => {}
    test.clock.advance(MINUTE)
    await test.settled()

    expect(test.channel.texts()).toEqual(['one'])
    expect(await test.rows()).toMatchObject([{ state: 'sent', may_be_twice: 0 }])
  })
})
