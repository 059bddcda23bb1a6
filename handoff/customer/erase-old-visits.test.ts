import { describe, expect, test } from 'vitest'
import { DAY } from '../../platform/clock.js'
import { createDueTimer } from '../../platform/due/due-timer.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { CHEN } from '../tests/open-test-desk.js'
import { profileById } from './customer-table.js'
import { eraseOldVisits } from './erase-old-visits.js'
import { AGENT, openTestCustomers, SUPERVISOR } from './open-test-customers.js'

/** Shanghai, 15 January 2026 at noon: a year later is a day that is there each year. */
const START = Date.UTC(2026, 0, 15, 4)

async function openOld(afterMonths: number | null) {
  const desk = await openTestCustomers({ clock: fixedClock(START) })
  const { store, clock, newId, eraser, forgetWords } = desk
  const source = eraseOldVisits({
    store,
    clock,
    newId,
    eraser,
    forgetWords,
    afterMonths,
    timeZone: 'Asia/Shanghai',
  })
  const texts = async () =>
    (await store.db.selectFrom('message').select('text').orderBy('number').execute()).map(
      ({ text }) => text,
    )
  async function visit(text: string) {
    await desk.write(text)
    await desk.answer('好')
    await desk.conversations.closeSilent(clock.now() + 1)
  }
  return { ...desk, source, texts, visit }
}

const night = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day - 1, 19)

describe('what is older than the handbook wants', () => {
  test('goes in the night after it became so, and the file with it', async () => {
    await using desk = await openOld(12)
    await desk.identify(desk.customer, { shopId: 'S-1', name: '张三' })
    await desk.visit('旧话')

    desk.clock.advance(365 * DAY)
    await desk.source.run(desk.clock.now())
    const before = await desk.texts()
    const due = await desk.source.next()
    desk.clock.advance(DAY)
    await desk.source.run(desk.clock.now())

    expect(before).toEqual(['旧话', '好'])
    // Three in the morning in Shanghai is seven in the evening of the day before in UTC.
    expect(due).toBe(night(2027, 1, 16))
    expect(await desk.texts()).toEqual(['', ''])
    expect(await profileById(desk.store.db, desk.customer)).toMatchObject({
      name: '',
      shopId: null,
    })
    expect(desk.forgotten.times).toBe(1)
  })

  test('takes with it the files that were merged into it', async () => {
    await using desk = await openOld(12)
    const teams = await desk.openChannel('teams', 'zhang')
    await desk.identify(desk.customer, { shopId: 'S-1', name: '张三' })
    await desk.identify(teams.customer, { shopId: 'S-1', name: '张三丰' })
    await desk.files.merge(desk.customer, teams.customer, AGENT)

    desk.clock.advance(400 * DAY)
    await desk.source.run(desk.clock.now())

    expect(await profileById(desk.store.db, teams.customer)).toMatchObject({
      name: '',
      shopId: null,
    })
  })

  test('leaves the newer visit of the same customer, and the file', async () => {
    await using desk = await openOld(12)
    await desk.identify(desk.customer, { shopId: 'S-1', name: '张三' })
    await desk.visit('旧话')
    desk.clock.advance(300 * DAY)
    await desk.visit('新话')
    desk.clock.advance(100 * DAY)

    await desk.source.run(desk.clock.now())

    expect(await desk.texts()).toEqual(['', '', '新话', '好'])
    expect(await profileById(desk.store.db, desk.customer)).toMatchObject({ name: '张三' })
  })

  test('waits for a case that someone still has to answer', async () => {
    await using desk = await openOld(12)
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    desk.clock.advance(500 * DAY)

    await desk.source.run(desk.clock.now())
    const meanwhile = await desk.texts()
    await desk.cases.solve(id, CHEN, { category: 'complaint', cause: 'people', summary: '好了' })
    desk.clock.advance(400 * DAY)
    await desk.source.run(desk.clock.now())

    expect(meanwhile).toContain('我要投诉')
    expect(new Set(await desk.texts())).toEqual(new Set(['']))
  })

  test('stays for ever when nothing is set', async () => {
    await using desk = await openOld(null)
    await desk.visit('旧话')
    desk.clock.advance(5_000 * DAY)

    expect(await desk.source.next()).toBeUndefined()
    await desk.source.run(desk.clock.now())

    expect(await desk.texts()).toEqual(['旧话', '好'])
  })

  test('more than one page of visits goes in one night', async () => {
    await using desk = await openOld(1)
    for (let i = 0; i < 205; i++) {
      const { id } = await desk.openChannel('webchat', `visitor-many-${i}`)
      await desk.conversations.receive(id, { channelId: `m-${i}`, text: `第${i}句` })
    }
    await desk.store.db.updateTable('session').set({ closed_at: desk.clock.now() }).execute()
    desk.clock.advance(40 * DAY)

    await desk.source.run(desk.clock.now())

    expect(new Set(await desk.texts())).toEqual(new Set(['']))
    expect(desk.forgotten.times).toBe(1)
  })
})

describe('the one timer', () => {
  test('cleans the file after an erasure during which the process ended', async () => {
    await using desk = await openOld(null)
    await desk.visit('旧话')
    await desk.eraser.erase(desk.customer, SUPERVISOR)
    const reported: unknown[] = []
    await using timer = createDueTimer({
      clock: desk.clock,
      report: (_, cause) => reported.push(cause),
    })

    const handle = timer.register(desk.source)
    await handle.leave()

    const [erasure] = await desk.store.db.selectFrom('erasure').selectAll().execute()
    expect(reported).toEqual([])
    expect(erasure?.cleaned_at).toBe(desk.clock.now())
    expect(await desk.source.next()).toBeUndefined()
  })
})
