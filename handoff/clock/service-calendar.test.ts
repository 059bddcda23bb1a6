import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import type { Interval, OpeningHours } from '../triage/opening-hours.js'
import { loadPublicHolidays, NO_PUBLIC_HOLIDAYS } from './public-holidays.js'
import { createServiceCalendar } from './service-calendar.js'

const day: readonly Interval[] = [{ from: 9 * 60, to: 22 * 60 }]
const longDay: readonly Interval[] = [{ from: 8 * 60, to: 24 * 60 }]
const split: readonly Interval[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60 + 30, to: 18 * 60 },
]
const everyDay = Array.from({ length: 7 }, () => day)

const NO_HOLIDAYS = {
  holidays: NO_PUBLIC_HOLIDAYS,
  onHolidays: null,
  onMakeUpDays: null,
  workingWeek: new Set([1, 2, 3, 4, 5]),
}

const SHOP: OpeningHours = {
  ...NO_HOLIDAYS,
  timeZone: 'Asia/Shanghai',
  week: everyDay,
  days: [
    {
      name: '双11',
      from: { year: null, month: 11, day: 10 },
      to: { year: null, month: 11, day: 13 },
      hours: longDay,
    },
    {
      name: '春节',
      from: { year: 2026, month: 2, day: 16 },
      to: { year: 2026, month: 2, day: 18 },
      hours: [],
    },
  ],
}

const isOpen = (hours: OpeningHours, at: number) => createServiceCalendar(hours).isOpen(at)
const addOpenTime = (hours: OpeningHours, at: number, time: number) =>
  createServiceCalendar(hours).addTime('open', at, time)
const nextOpening = (hours: OpeningHours, at: number) => addOpenTime(hours, at, 0)

/** A moment by the clock in Shanghai, which is always 8 hours ahead of UTC. */
const shanghai = (text: string) => Date.parse(`${text}+08:00`)
const shown = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(0, 16)

describe('being open', () => {
  test.each([
    ['2026-11-23T08:59:59', false],
    ['2026-11-23T09:00:00', true],
    ['2026-11-23T21:59:59', true],
    ['2026-11-23T22:00:00', false],
    ['2026-11-24T00:00:00', false],
    ['2026-11-11T08:00:00', true],
    ['2026-11-11T23:59:59', true],
    ['2026-11-12T00:00:00', false],
    ['2026-11-14T08:30:00', false],
    ['2026-02-17T12:00:00', false],
    ['2027-02-17T12:00:00', true],
  ])('at %s in Shanghai: %s', (text, expected) => {
    expect(isOpen(SHOP, shanghai(text))).toBe(expected)
  })

  test('prefers days of one year to days of every year', () => {
    const stockTaking = { year: 2026, month: 11, day: 11 }
    const days = [...SHOP.days, { name: '盘点', from: stockTaking, to: stockTaking, hours: [] }]

    expect(isOpen({ ...SHOP, days }, shanghai('2026-11-11T12:00:00'))).toBe(false)
    expect(isOpen({ ...SHOP, days }, shanghai('2027-11-11T12:00:00'))).toBe(true)
  })

  test('knows days of every year that pass the turn of the year', () => {
    const from = { year: null, month: 12, day: 30 }
    const to = { year: null, month: 1, day: 2 }
    const hours = { ...SHOP, days: [{ name: '元旦', from, to, hours: [] }] }

    const open = ['2026-12-29', '2026-12-31', '2027-01-02', '2027-01-03'].map((text) =>
      isOpen(hours, shanghai(`${text}T12:00:00`)),
    )

    expect(open).toEqual([true, false, false, true])
  })
})

describe('the next opening', () => {
  test.each([
    ['while open, it is at once', '2026-11-23T12:34:56', '2026-11-23T12:34'],
    ['before opening, the same day', '2026-11-23T00:00:00', '2026-11-23T09:00'],
    ['at closing time, the next day', '2026-11-23T22:00:00', '2026-11-24T09:00'],
    ['on the eve of a sale, earlier', '2026-11-09T23:00:00', '2026-11-10T08:00'],
    ['at midnight within a sale', '2026-11-12T00:00:00', '2026-11-12T08:00'],
    ['after the last day of a sale, as usual', '2026-11-14T00:00:00', '2026-11-14T09:00'],
    ['before a holiday, after it', '2026-02-15T22:30:00', '2026-02-19T09:00'],
    ['on the last day of the year', '2026-12-31T23:59:59', '2027-01-01T09:00'],
  ])('%s', (_, from, expected) => {
    expect(shown(nextOpening(SHOP, shanghai(from)))).toBe(expected)
  })

  test('after the break at noon', () => {
    const hours = { ...SHOP, week: everyDay.map(() => split) }

    expect(shown(nextOpening(hours, shanghai('2026-11-23T12:00:00')))).toBe('2026-11-23T13:30')
  })

  test('over days without hours', () => {
    const hours = { ...SHOP, week: everyDay.map((usual, i) => (i === 0 || i === 6 ? [] : usual)) }

    expect(shown(nextOpening(hours, shanghai('2026-11-20T23:00:00')))).toBe('2026-11-23T09:00')
  })

  test('is a fault when there is none, since nothing could be promised', () => {
    const hours = { ...SHOP, week: everyDay.map(() => []), days: [] }

    expect(() => nextOpening(hours, shanghai('2026-11-23T12:00:00'))).toThrow(Fault)
  })
})

describe('time that counts only while people serve', () => {
  test.each([
    ['passes within the day', '2026-11-23T20:00:00', 60, '2026-11-23T21:00'],
    ['goes on the next morning', '2026-11-23T21:50:00', 60, '2026-11-24T09:50'],
    ['may end with the day', '2026-11-23T21:00:00', 60, '2026-11-23T22:00'],
    ['begins with the opening', '2026-11-23T03:00:00', 15, '2026-11-23T09:15'],
    ['leaves holidays out', '2026-02-15T21:30:00', 60, '2026-02-19T09:30'],
  ])('%s', (_, from, minutes, expected) => {
    const end = addOpenTime(SHOP, shanghai(from), minutes * MINUTE)

    expect(shown(end)).toBe(expected)
  })
})

describe('a zone with summer time', () => {
  // Berlin: on 29 March 2026 clocks go from 2:00 to 3:00, on 25 October from 3:00 back to 2:00.
  const berlin = (from: number, to: number): OpeningHours => ({
    ...NO_HOLIDAYS,
    timeZone: 'Europe/Berlin',
    week: everyDay.map(() => [{ from: from * 60, to: to * 60 }]),
    days: [],
  })

  test('opens at nine by the clock on both sides of the change', () => {
    const openings = ['2026-03-28T06:00:00Z', '2026-03-29T06:00:00Z', '2026-10-26T06:00:00Z'].map(
      (at) => new Date(nextOpening(berlin(9, 22), Date.parse(at))).toISOString().slice(0, 16),
    )

    expect(openings).toEqual(['2026-03-28T08:00', '2026-03-29T07:00', '2026-10-26T08:00'])
  })

  test('takes an opening that is skipped as the moment of the change', () => {
    const at = nextOpening(berlin(2, 4), Date.parse('2026-03-29T00:30:00Z'))

    expect(new Date(at).toISOString()).toBe('2026-03-29T01:00:00.000Z')
  })

  test('takes the first of an opening that comes twice, and stays open through both', () => {
    const hours = berlin(2, 4)

    expect(nextOpening(hours, Date.parse('2026-10-24T23:00:00Z'))).toBe(
      Date.parse('2026-10-25T00:00:00Z'),
    )
    expect(isOpen(hours, Date.parse('2026-10-25T00:30:00Z'))).toBe(true)
    expect(isOpen(hours, Date.parse('2026-10-25T01:30:00Z'))).toBe(true)
  })

  test('counts an hour that is lived twice as two', () => {
    const end = addOpenTime(berlin(2, 4), Date.parse('2026-10-24T23:00:00Z'), 2 * HOUR)

    expect(new Date(end).toISOString()).toBe('2026-10-25T02:00:00.000Z')
  })
})

describe('the calendar of the state', async () => {
  const folder = fileURLToPath(new URL('../../content/handbook', import.meta.url))
  const holidays = await loadPublicHolidays(join(folder, 'calendar-cn.md'))
  const office: OpeningHours = {
    ...SHOP,
    week: everyDay.map((usual, weekday) => (weekday === 0 || weekday === 6 ? [] : usual)),
    days: [],
    holidays,
    onHolidays: [],
    onMakeUpDays: day,
  }

  test.each([
    ['on a holiday', '2026-10-01T12:00:00', false],
    ['on a day that is exchanged', '2026-10-07T12:00:00', false],
    ['on the Saturday that is worked for it', '2026-10-10T12:00:00', true],
    ['on the Sunday before', '2026-10-11T12:00:00', false],
    ['on the first working day after', '2026-10-08T12:00:00', true],
  ])('an office that keeps it, %s: %s', (_, text, expected) => {
    expect(isOpen(office, shanghai(text))).toBe(expected)
  })

  test("gives way to the centre's own days", () => {
    const sale = { year: null, month: 10, day: 1 }
    const days = [{ name: '国庆大促', from: sale, to: sale, hours: longDay }]

    expect(isOpen({ ...office, days }, shanghai('2026-10-01T23:00:00'))).toBe(true)
  })

  test('changes nothing where people serve on holidays as usual', () => {
    const hours = { ...SHOP, days: [], holidays }

    expect(isOpen(hours, shanghai('2026-10-01T12:00:00'))).toBe(true)
  })

  test.each([
    // Wednesday 30 September: 8 October is the first working day after it, 9 and 10 follow.
    ['one over National Day', '2026-09-30T15:00:00', 1, '2026-10-08'],
    ['three, the last a Saturday that is worked', '2026-09-30T15:00:00', 3, '2026-10-10'],
    ['one, asked on a holiday', '2026-10-03T15:00:00', 1, '2026-10-08'],
    ['two over a weekend', '2026-11-20T10:00:00', 2, '2026-11-24'],
  ])('working days: %s', (_, from, days, lastDay) => {
    const calendar = createServiceCalendar({ ...SHOP, days: [], holidays })
    const at = shanghai(from)

    const due = calendar.addTime('working', at, calendar.workingDays(at, days))

    expect(shown(due)).toBe(`${lastDay}T22:00`)
  })

  test('has no working days where nobody ever works', () => {
    const calendar = createServiceCalendar({ ...SHOP, workingWeek: new Set() })

    expect(() => calendar.workingDays(shanghai('2026-11-23T12:00:00'), 1)).toThrow(Fault)
  })
})

describe('time between two moments', () => {
  test('is what addTime adds', () => {
    const calendar = createServiceCalendar({ ...SHOP, week: everyDay.map(() => split) })
    const from = shanghai('2026-11-20T11:17:00')

    for (const time of [1, MINUTE, 5 * HOUR, 2 * DAY]) {
      const to = calendar.addTime('open', from, time)
      expect(calendar.timeBetween('open', from, to)).toBe(time)
    }
  })

  test('is none while nobody serves, and none backwards', () => {
    const calendar = createServiceCalendar(SHOP)
    const [night, morning] = [shanghai('2026-11-23T22:00:00'), shanghai('2026-11-24T09:00:00')]

    expect(calendar.timeBetween('open', night, morning)).toBe(0)
    expect(calendar.timeBetween('open', morning + HOUR, morning)).toBe(0)
    expect(calendar.timeBetween('always', night, morning)).toBe(11 * HOUR)
  })
})
