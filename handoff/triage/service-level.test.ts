import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../platform/clock.js'
import { reasonOf } from '../../platform/fault.js'
import { loadServiceLevel } from './service-level.js'

const CONTENT = fileURLToPath(new URL('../../content/handbook/service.md', import.meta.url))

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

const SERVICE = `---
timeZone: Europe/Berlin
hours:
${WEEKDAYS.map((name) => `  ${name}: ['09:00-12:00', '13:30-24:00']`).join('\n')}
days:
  - { name: sale, from: 11-10, to: 11-13, hours: ['08:00-24:00'] }
  - { name: stock-taking, from: 2026-12-30, to: 2027-01-01, hours: [] }
targets:
  firstResponse: 60 min
  urgentFirstResponse: 15 min
  instantResponse: 1 min
  returnVisit: 24 h
  nextResponse: 10 min
  urgentNextResponse: 5 min
  secondVisit: 2 working days
  solution: { product: 1 working day, order: 2 working days, after-sales: 5 working days, complaint: 3 working days }
workingDays: [monday, friday]
onHolidays: ['10:00-18:00']
session: { closesAfterSilence: 30 min }
alerts: { satisfactionBelow: 0.8, waitingAbove: 10 }
---
`

describe('the service level', () => {
  let folder: string
  let file: string

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'service-'))
    file = join(folder, 'service.md')
  })

  afterEach(() => rm(folder, { recursive: true }))

  test("of the shop has the targets of T4, T5 and T7, and Beijing's time", async () => {
    expect(await loadServiceLevel(CONTENT)).toMatchObject({
      openingHours: { timeZone: 'Asia/Shanghai' },
      firstResponse: { normal: HOUR, urgent: 15 * MINUTE },
      nextResponse: { normal: 10 * MINUTE, urgent: 5 * MINUTE },
      solution: { product: 1, order: 2, 'after-sales': 5, complaint: 3 },
      returnVisit: 24 * HOUR,
      secondVisit: 2,
      recovery: 4 * HOUR,
      surveyAfterSilence: false,
      visits: { tries: 3, retryAfter: 2 * HOUR },
      alerts: { satisfactionBelow: 0.8, waitingAbove: 10 },
    })
  })

  test('reads several intervals a day, and special days of one year and of all', async () => {
    await writeFile(file, SERVICE)

    const { openingHours, sessionSilence } = await loadServiceLevel(file)

    expect(openingHours.week[0]).toEqual([
      { from: 540, to: 720 },
      { from: 810, to: 1440 },
    ])
    expect(openingHours.days.map(({ from }) => from)).toEqual([
      { year: null, month: 11, day: 10 },
      { year: 2026, month: 12, day: 30 },
    ])
    expect(sessionSilence).toBe(30 * MINUTE)
  })

  test('of the shop knows the holidays of the state, on which it serves as usual', async () => {
    const { openingHours } = await loadServiceLevel(CONTENT)

    expect(openingHours.holidays.nameOf({ year: 2026, month: 10, day: 1 })).toBe('国庆节')
    expect(openingHours).toMatchObject({ onHolidays: null, onMakeUpDays: null })
    expect([...openingHours.workingWeek]).toEqual([1, 2, 3, 4, 5])
  })

  test('reads the hours of holidays, and a calendar that lies beside it', async () => {
    await writeFile(file, SERVICE.replace('session:', 'calendar: calendar-none.md\nsession:'))
    expect(await loadServiceLevel(file).then(() => 'none', reasonOf)).toContain(
      `${join(folder, 'calendar-none.md')} cannot be read`,
    )
    await writeFile(file, SERVICE)

    const { openingHours } = await loadServiceLevel(file)

    expect(openingHours.onHolidays).toEqual([{ from: 600, to: 1080 }])
    expect(openingHours.onMakeUpDays).toBeNull()
  })

  test.each([
    ['an unknown time zone', 'Europe/Berlin', 'Mars/Base', '2 Front matter: timeZone: "Mars/Base"'],
    ['a shift over midnight', '13:30-24:00', '22:00-06:00', '4 Front matter: hours.sunday.1: "22'],
    ['a minute that is none', '13:30-24:00', '13:60-24:00', '4 Front matter: hours.sunday.1: "13'],
    ['an hour that is none', '13:30-24:00', '13:30-25:00', '4 Front matter: hours.sunday.1: "13'],
    ['intervals that overlap', '13:30', '11:30', '4 Front matter: hours.sunday.1: 11:30-24:00 b'],
    ['a day that is missing', '  monday:', '  moonday:', '3 Front matter: hours.monday: '],
    ['a date that is none', '11-10', '02-30', '12 Front matter: days.0.from: "02-30" is no day'],
    ['a date of another form', '11-10', '10 Nov', '12 Front matter: days.0.from: "10 Nov"'],
    ['a year in one date only', 'from: 11-10', 'from: 2026-11-10', '12 Front matter: days.0: Wr'],
    ['days in the wrong order', '2026-12-30', '2027-12-30', '13 Front matter: days.1: The last'],
    ['a length of time that is none', '15 min', 'soon', '16 Front matter: targets.urgentFirst'],
    ['no time at all', '30 min', '0 min', '25 Front matter: session.closesAfterSilence: "0'],
    ['days that are none', '5 working days', '5 days', '22 Front matter: targets.solution.after-'],
    ['hours of holidays that are none', "['10:00-18:00']", 'open', '24 Front matter: onHolidays'],
    ['a weekday that is none', 'monday, friday', 'moonday', '23 Front matter: workingDays.0: '],
    ['a share above 1', '0.8', '80', '26 Front matter: alerts.satisfactionBelow'],
  ])('names the line of %s', async (_, from, to, expected) => {
    expect(SERVICE).toContain(from)
    await writeFile(file, SERVICE.replace(from, to))

    const told = await loadServiceLevel(file).then(() => 'none', reasonOf)

    expect(told).toContain(`service.md:${expected}`)
  })

  test('without any hours cannot be', async () => {
    await writeFile(file, SERVICE.replaceAll("['09:00-12:00', '13:30-24:00']", '[]'))

    const told = await loadServiceLevel(file).then(() => 'none', reasonOf)

    expect(told).toContain('service.md:3 Front matter: hours: No day has hours')
  })

  test('tells every problem at once', async () => {
    await writeFile(file, SERVICE.replace('0.8', '80').replace('15 min', 'soon'))

    expect(await loadServiceLevel(file).then(() => 'none', reasonOf)).toMatch(/^2 problems in /)
  })

  test('says which file is missing', async () => {
    expect(await readFile(file, 'utf8').catch(() => 'missing')).toBe('missing')
    expect(await loadServiceLevel(file).then(() => 'none', reasonOf)).toContain(
      `${file} cannot be read`,
    )
  })
})
