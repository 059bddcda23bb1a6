import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { expectedWaitMinutes } from '../case/expected-wait.js'
import { countWaitingBefore, recentServiceTimes } from '../case/queue-table.js'
import { CHEN, openTestDesk } from './open-test-desk.js'

describe('the place in the queue', () => {
  const MINE = { urgency: 'normal', value: 'ordinary' } as const

  /** One waiting case, changed as the test needs it; `count` says how many go before mine. */
  async function openWaiting(columns: Record<string, string | number>) {
    const clock = fixedClock()
    const desk = await openTestDesk({ clock })
    const id = await desk.openCase()
    const { db } = desk.store
    await db.updateTable('service_case').set(columns).where('id', '=', id).execute()
    const waiting = (await desk.cases.find(id))?.case
    if (!waiting) throw new Error('There is no case.')
    const mine = { ...MINE, promisedAt: waiting.promisedAt, openedAt: waiting.openedAt + 1 }
    return Object.assign(desk, {
      count: (also: object = {}, teams = ['general']) =>
        countWaitingBefore(db, { ...mine, ...also }, teams),
    })
  }

  test('counts the older of two alike, and not those of teams that others serve', async () => {
    await using desk = await openWaiting({ reach: 'skilled' })

    expect(await desk.count()).toBe(1)
    expect(await desk.count({ openedAt: 0 })).toBe(0)
    expect(await desk.count({}, ['complaints'])).toBe(0)
  })

  test('counts one of another team that has widened to everyone', async () => {
    await using desk = await openWaiting({ reach: 'everyone' })

    expect(await desk.count({}, ['complaints'])).toBe(1)
  })

  test('goes by urgency first, then by promise, then by value, then by age', async () => {
    await using desk = await openWaiting({ value: 'valued' })
    const younger = { openedAt: 0 }

    // Worth more, it goes before an older one that was promised at about the same time.
    expect(await desk.count(younger)).toBe(1)
    expect(await desk.count({ ...younger, value: 'valued' })).toBe(0)
    // But neither before one that was promised earlier, nor before an urgent one.
    expect(await desk.count({ ...younger, promisedAt: desk.clock.now() })).toBe(0)
    expect(await desk.count({ ...younger, urgency: 'urgent' })).toBe(0)
  })

  test('lists cases in the same order as it counts them', async () => {
    await using desk = await openWaiting({ value: 'valued', opened_at: 9e12 })
    await desk.openCaseOfAnother()

    const listed = await desk.cases.list({ view: 'queue', agent: CHEN })

    expect(listed.map((line) => line.case.value)).toEqual(['valued', 'ordinary'])
  })
})

describe('the expected wait', () => {
  test.each([
    // Five measured of 10 minutes; 10 minutes over two at once is 5 for each place.
    { place: 1, slots: 2, times: [10, 10, 10, 10, 10], minutes: 5 },
    { place: 4, slots: 2, times: [10, 10, 10, 10, 10], minutes: 20 },
    { place: 4, slots: 8, times: [10, 10, 10, 10, 10], minutes: 5 },
    // The middle one counts, so that one long case changes nothing.
    { place: 1, slots: 1, times: [2, 4, 6, 8, 600], minutes: 6 },
    // Fewer than five are not believed: six minutes are assumed.
    { place: 2, slots: 1, times: [60], minutes: 12 },
    { place: 1, slots: 100, times: [], minutes: 1 },
  ])('is $minutes min at place $place of $slots at once', ({ place, slots, times, minutes }) => {
    const measured = times.map((each) => each * MINUTE)

    expect(expectedWaitMinutes(place, slots, measured)).toBe(minutes)
  })

  test('is measured by team', async () => {
    const clock = fixedClock()
    await using desk = await openTestDesk({ clock })
    const id = await desk.openCase()
    await desk.cases.take(id, CHEN)
    clock.advance(7 * MINUTE)
    await desk.cases.solve(id, CHEN, { category: 'order', cause: 'people', summary: '' })

    expect(await recentServiceTimes(desk.store.db, 20, 'general')).toEqual([7 * MINUTE])
    expect(await recentServiceTimes(desk.store.db, 20, 'complaints')).toEqual([])
  })
})
