import { describe, expect, test } from 'vitest'
import type { AgentId } from '../../../handoff/index.js'
import { NotDelivered } from '../channel.js'
import { createDeliveries } from './deliveries.js'
import { openTestCourier } from './open-test-courier.js'

const CHEN = 'agent_chen00000000' as AgentId

async function openTest() {
  const test = await openTestCourier()
  const deliveries = createDeliveries(test)
  const li = await test.open('li')
  test.channel.before = async (_to, { text }) => {
    if (text.startsWith('bad')) throw new NotDelivered({ passes: false, detail: '403' })
  }
  return { ...test, deliveries, li, [Symbol.asyncDispose]: () => test[Symbol.asyncDispose]() }
}

describe('staff', () => {
  test('see what failed with its reason, and how many there are of each kind', async () => {
    await using test = await openTest()
    await using _courier = test.start()
    const bad = await test.say(test.li, 'bad one')
    await test.say(test.li, 'good one')
    await test.settled()

    const rows = await test.deliveries.list('failed', 10)
    expect(rows).toMatchObject([
      { message: bad.id, problem: 'refused', detail: '403', text: 'bad one', role: 'bot' },
    ])
    expect(rows[0]?.caseId).toBeNull()
    expect(await test.deliveries.counts()).toEqual({
      failed: 1,
      waiting: 0,
      twice: 0,
      'given-up': 0,
    })
    expect([...(await test.deliveries.undelivered(test.li))]).toEqual([[bad.id, 'failed']])
  })

  test('have it tried again, and it arrives', async () => {
    await using test = await openTest()
    await using _courier = test.start()
    const { id } = await test.say(test.li, 'bad one')
    await test.settled()
    test.channel.before = async () => {}

    const outcome = await test.deliveries.retry(id, CHEN)
    await test.settled()

    expect(outcome).toEqual({ ok: true })
    expect(test.channel.texts()).toEqual(['bad one'])
    expect(await test.rows()).toMatchObject([{ state: 'sent', problem: null }])
    expect(await test.deliveries.retry(id, CHEN)).toEqual({ ok: false, refusal: 'not-failed' })
  })

  test('give it up with a reason, once', async () => {
    await using test = await openTest()
    await using _courier = test.start()
    const { id } = await test.say(test.li, 'bad one')
    await test.settled()

    expect(await test.deliveries.giveUp(id, CHEN, 'out-of-date')).toEqual({ ok: true })
    expect(await test.deliveries.giveUp(id, CHEN, 'customer-gone')).toMatchObject({ ok: false })

    expect(await test.deliveries.list('given-up', 10)).toMatchObject([
      { message: id, closedBy: CHEN, closedBecause: 'out-of-date' },
    ])
    const names = (await test.store.readAfter(0, { topic: test.li })).map(({ name }) => name)
    expect(names.slice(-2)).toEqual(['delivery-failed', 'delivery-given-up'])
  })

  test('see what may have arrived twice', async () => {
    await using test = await openTest()
    await using _courier = test.start()
    test.channel.after = async () => {
      test.channel.after = async () => {}
      throw new Error('the line broke')
    }
    const { id } = await test.say(test.li, 'good one')
    await test.settled()
    test.clock.advance(5_000)
    await test.settled()

    expect(await test.deliveries.list('twice', 10)).toMatchObject([{ message: id, tries: 2 }])
    expect((await test.deliveries.counts()).twice).toBe(1)
  })
})
