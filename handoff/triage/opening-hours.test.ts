import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../platform/clock.js'
import { Fault } from '../../platform/fault.js'
import {
  addOpenTime,
  type Interval,
  isOpen,
  nextOpening,
  type OpeningHours,
} from './opening-hours.js'

const day: readonly Interval[] = [{ from: 9 * 60, to: 22 * 60 }]
const longDay: readonly Interval[] = [{ from: 8 * 60, to: 24 * 60 }]
const split: readonly Interval[] = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60 + 30, to: 18 * 60 },
]
const everyDay = Array.from({ length: 7 }, () => day)

const SHOP: OpeningHours = {
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
