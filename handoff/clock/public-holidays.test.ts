import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { getDayDetail, getSolarDateFromLunar, getSolarTermDate } from 'chinese-days'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reasonOf } from '../../platform/fault.js'
import { type CalendarDay, nextDay, weekdayOf } from '../triage/zone-time.js'
import { loadPublicHolidays } from './public-holidays.js'

const FILE = fileURLToPath(new URL('../../content/handbook/calendar-cn.md', import.meta.url))

const isoOf = ({ year, month, day }: CalendarDay) =>
  new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)

function daysOf(year: number): readonly CalendarDay[] {
  const days: CalendarDay[] = []
  for (let day = { year, month: 1, day: 1 }; day.year === year; day = nextDay(day)) days.push(day)
  return days
}

const isWeekend = (day: CalendarDay) => weekdayOf(day) === 0 || weekdayOf(day) === 6

describe('the Chinese calendar', async () => {
  const holidays = await loadPublicHolidays(FILE)
  const offDays = (year: number) =>
    daysOf(year)
      .filter((day) => holidays.nameOf(day))
      .map(isoOf)

  // A well-kept library copies the same notice by another hand: two copies do not err alike.
  test('of 2026 agrees with a library on every day', () => {
    const differing = daysOf(2026).filter((day) => {
      const works = holidays.isMakeUpDay(day) || (!holidays.nameOf(day) && !isWeekend(day))
      return works !== getDayDetail(isoOf(day)).work
    })

    expect(differing).toEqual([])
    expect(holidays.stateOf(2026)).toBe('published')
  })

  test('of 2027 has the days that the law names, where the moon and the sun put them', () => {
    const lunar = (text: string) => getSolarDateFromLunar(text).date
    const newYear = Date.parse(lunar('2027-01-01'))
    const spring = [-1, 0, 1, 2].map((days) =>
      new Date(newYear + days * 86_400_000).toISOString().slice(0, 10),
    )

    expect(offDays(2027)).toEqual([
      '2027-01-01',
      ...spring,
      getSolarTermDate(2027, 4, 'pure_brightness'),
      '2027-05-01',
      '2027-05-02',
      lunar('2027-05-05'),
      lunar('2027-08-15'),
      '2027-10-01',
      '2027-10-02',
      '2027-10-03',
    ])
  })

  test('of 2027 is said to be preliminary, without any make-up day', () => {
    expect(holidays.stateOf(2027)).toBe('preliminary')
    expect(daysOf(2027).filter(holidays.isMakeUpDay)).toEqual([])
  })

  // Fails on the day on which the library brings the notice: then the file has to follow.
  test('is as far as the library is', () => {
    expect(daysOf(2027).filter((day) => isWeekend(day) && getDayDetail(isoOf(day)).work)).toEqual(
      [],
    )
  })

  test('does not know years that are not in the file', () => {
    expect(holidays.stateOf(2030)).toBe('unknown')
  })
})

const CALENDAR = `---
id: calendar
years:
  - year: 2026
    state: published
    source: a notice
    url: https://example.com/notice
    holidays:
      - { name: spring, from: 2026-02-15, to: 2026-02-23, makeUp: [2026-02-14] }
  - year: 2027
    state: preliminary
    source: a law
    holidays:
      - { name: labour, from: 2027-05-01, to: 2027-05-02 }
---
`

describe('reading a calendar', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'calendar-'))
    file = join(folder, 'calendar.md')
  })

  afterEach(() => rm(folder, { recursive: true }))

  test('takes a holiday that begins in the December before', async () => {
    await writeFile(file, CALENDAR.replace('from: 2026-02-15', 'from: 2025-12-30'))

    const holidays = await loadPublicHolidays(file)

    expect(holidays.nameOf({ year: 2025, month: 12, day: 31 })).toBe('spring')
  })

  test.each([
    [
      'a day that is none',
      '2026-02-23',
      '2026-02-30',
      '9 Front matter: years.0.holidays.0.to: "20',
    ],
    ['days in the wrong order', 'from: 2026-02-15', 'from: 2026-03-15', '9 Front matter: years.0'],
    ['a day of another year', 'to: 2027-05-02', 'to: 2028-05-02', '14 Front matter: years.1.holi'],
    ['a make-up day on a Monday', '[2026-02-14]', '[2026-02-16]', '9 Front matter: years.0.holid'],
    ['a notice without address', '    url: https://example.com/notice\n', '', ': years.0.url: A p'],
    [
      'a make-up day that nobody has published',
      'to: 2027-05-02 }',
      'to: 2027-05-02, makeUp: [2027-05-08] }',
      '14 Front matter: years.1.holidays.0: A year whose arrangement is not published has no make-up',
    ],
    ['an id that is not the name', 'id: calendar', 'id: other', '2 The id is other'],
  ])('names the line of %s', async (_, from, to, expected) => {
    expect(CALENDAR).toContain(from)
    await writeFile(file, CALENDAR.replace(from, to))

    expect(await loadPublicHolidays(file).then(() => 'none', reasonOf)).toContain(expected)
  })
})
