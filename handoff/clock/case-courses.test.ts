import { describe, expect, test } from 'vitest'
import { HOUR, type Instant, MINUTE } from '../../platform/clock.js'
import type { OpeningHours } from '../triage/opening-hours.js'
import { type ClockTargets, caseCourses } from './case-courses.js'
import type { CaseMoment } from './case-moment.js'
import { type CaseClock, stateOf, workOut } from './clock-course.js'
import { NO_PUBLIC_HOLIDAYS } from './public-holidays.js'
import { createServiceCalendar } from './service-calendar.js'

const TARGETS: ClockTargets = {
  firstResponse: { normal: HOUR, urgent: 15 * MINUTE },
  nextResponse: { normal: 10 * MINUTE, urgent: 5 * MINUTE },
  solution: { product: 1, order: 2, 'after-sales': 5, complaint: 3 },
  returnVisit: 24 * HOUR,
  secondVisit: 2,
}

/** Monday to Friday nine to six with a break, on Saturday until noon; Shanghai. */
const OFFICE: OpeningHours = {
  timeZone: 'Asia/Shanghai',
  week: [0, 1, 2, 3, 4, 5, 6].map((weekday) =>
    weekday === 0
      ? []
      : weekday === 6
        ? [{ from: 540, to: 720 }]
        : [
            { from: 540, to: 720 },
            { from: 810, to: 1080 },
          ],
  ),
  days: [],
  holidays: NO_PUBLIC_HOLIDAYS,
  onHolidays: null,
  onMakeUpDays: null,
  workingWeek: new Set([1, 2, 3, 4, 5]),
}

const calendar = createServiceCalendar(OFFICE)
const at = (text: string) => Date.parse(`2026-11-${text}:00+08:00`)
const shown = (moment: Instant | null) =>
  moment === null ? null : new Date(moment + 8 * HOUR).toISOString().slice(8, 16)

/** The clocks after these moments. */
function clocksOf(...moments: readonly CaseMoment[]): readonly CaseClock[] {
  const assumed = { urgency: 'normal', category: 'product' } as const
  const courses = caseCourses(moments, assumed, { targets: TARGETS, calendar })
  return courses.map((course) => workOut(course, 0.75, calendar))
}

/** One line a clock: name, round, state, when it is due. */
function linesOf(now: string, ...moments: readonly CaseMoment[]): readonly string[] {
  return clocksOf(...moments).map(
    (clock) =>
      `${clock.clock} ${clock.round} ${stateOf(clock, at(now))} ${shown(clock.dueAt) ?? '-'}`,
  )
}

const opened = (text: string): CaseMoment => ({ at: at(text), what: 'opened' })
const customer = (text: string): CaseMoment => ({ at: at(text), what: 'said', by: 'customer' })
const agent = (text: string): CaseMoment => ({ at: at(text), what: 'said', by: 'agent' })
const asked = (text: string): CaseMoment => ({ at: at(text), what: 'paused', reason: 'asked' })
const solved = (text: string): CaseMoment => ({ at: at(text), what: 'solved' })
const by = (text: string, owner: 'bot' | 'queue' | 'agent'): CaseMoment => ({
  at: at(text),
  what: 'owner',
  owner,
})

// The 23rd of November 2026 is a Monday.
describe('the clocks of a case', () => {
  test('begin at the handoff, and stand while the centre is closed', () => {
    expect(linesOf('20T17:45', opened('20T17:30'))).toEqual([
      'first-response 1 running 21T09:30',
      'solution 1 running 23T18:00',
    ])
  })

  test.each([
    ['23T09:44', 'running'],
    ['23T09:45', 'warned'],
    ['23T09:59', 'warned'],
    ['23T10:00', 'breached'],
  ])('the first answer, at %s: %s', (now, state) => {
    expect(linesOf(now, opened('23T09:00'))[0]).toBe(`first-response 1 ${state} 23T10:00`)
  })

  test('a late answer stays late', () => {
    const lines = (answer: string) => linesOf('25T12:00', opened('23T09:00'), agent(answer))[0]

    expect(lines('23T09:59')).toBe('first-response 1 met 23T10:00')
    expect(lines('23T10:00')).toBe('first-response 1 breached 23T10:00')
  })

  test('a case that grows urgent is due sooner, and never later', () => {
    const urgent = (text: string): CaseMoment => ({
      at: at(text),
      what: 'changed',
      urgency: 'urgent',
    })

    expect(linesOf('23T09:15', opened('23T09:00'), urgent('23T09:10'))[0]).toContain('23T09:25')
    expect(linesOf('23T09:55', opened('23T09:00'), urgent('23T09:55'))[0]).toContain('23T10:00')
  })

  test('what was promised holds when the target has become longer', () => {
    const promise = { ...opened('23T09:00'), promisedAt: at('23T09:30') }

    expect(linesOf('23T09:00', promise)[0]).toBe('first-response 1 running 23T09:30')
  })

  test('each message after the first answer begins a next one, until it is answered', () => {
    const lines = linesOf(
      '23T10:07',
      opened('23T09:00'),
      by('23T09:01', 'agent'),
      agent('23T09:05'),
      customer('23T09:20'),
      customer('23T09:22'),
      agent('23T09:25'),
      customer('23T10:00'),
    )

    expect(lines.filter((line) => line.startsWith('next'))).toEqual([
      'next-response 1 met 23T09:30',
      'next-response 2 running 23T10:10',
    ])
  })

  test('what is said to the bot while waiting begins none', () => {
    const moments = [opened('23T09:00'), agent('23T09:05'), by('23T09:06', 'bot')] as const

    expect(linesOf('23T09:30', ...moments, customer('23T09:20'))).toHaveLength(2)
  })

  test('the solution stands from a question until the answer', () => {
    const moments = [opened('23T09:00'), agent('23T10:00'), asked('23T10:00')] as const

    expect(linesOf('24T12:00', ...moments)[1]).toBe('solution 1 paused -')
    // Of Monday and Tuesday, 15 hours of service, one had passed.
    expect(linesOf('25T10:00', ...moments, customer('25T09:00'))[1]).toBe(
      'solution 1 running 26T17:00',
    )
  })

  test('a clock that ran out before the question stays so', () => {
    const lines = linesOf('30T12:00', opened('23T09:00'), asked('26T10:00'))

    expect(lines[1]).toBe('solution 1 breached 24T18:00')
  })

  test('saying that it waits for the customer ends the wait for an answer', () => {
    const moments = [
      opened('23T09:00'),
      agent('23T09:05'),
      customer('23T09:06'),
      { at: at('23T09:07'), what: 'paused', reason: 'marked' },
    ] as const

    expect(linesOf('23T12:00', ...moments).filter((line) => line.startsWith('next'))).toEqual([])
  })

  test('solving ends them, and the return visit is due a day later', () => {
    expect(linesOf('24T12:00', opened('23T09:00'), agent('23T09:10'), solved('23T17:00'))).toEqual([
      'first-response 1 met 23T10:00',
      'solution 1 met 24T18:00',
      'return-visit 1 warned 24T17:00',
    ])
  })

  test('after a complaint the supervisor visits once more, and only the supervisor', () => {
    const visited = (text: string, bySupervisor: boolean): CaseMoment => ({
      at: at(text),
      what: 'visited',
      bySupervisor,
    })
    const moments = [
      { ...opened('23T09:00'), category: 'complaint' },
      solved('23T10:00'),
      visited('23T11:00', false),
      visited('23T12:00', false),
    ] as const
    const second = (...more: readonly CaseMoment[]) => linesOf('24T09:00', ...moments, ...more)[3]

    expect(second()).toBe('second-visit 1 running 25T18:00')
    expect(second(visited('24T08:00', true))).toBe('second-visit 1 met 25T18:00')
  })

  test('a case that comes back begins again, and nobody is visited meanwhile', () => {
    const reopened = { at: at('23T11:00'), what: 'reopened', urgency: 'urgent' } as const

    expect(linesOf('23T11:01', opened('23T09:00'), solved('23T10:00'), reopened)).toEqual([
      'first-response 1 breached 23T10:00',
      'solution 1 met 24T18:00',
      'first-response 2 running 23T11:15',
      'solution 2 running 24T18:00',
    ])
  })

  test('a call is due when it was promised, whether or not the centre is open', () => {
    const promised = { at: at('23T09:30'), what: 'promised', due: at('23T20:00') } as const
    const called = { at: at('23T19:59'), what: 'called-back' } as const

    expect(linesOf('23T12:00', opened('23T09:00'), promised)[2]).toBe(
      'call-back 1 running 23T20:00',
    )
    expect(linesOf('24T12:00', opened('23T09:00'), promised, called)[2]).toBe(
      'call-back 1 met 23T20:00',
    )
  })

  test('a case that goes back to the bot has none', () => {
    expect(
      linesOf('23T09:10', opened('23T09:00'), { at: at('23T09:05'), what: 'returned' }),
    ).toEqual([])
  })
})

test('a first response has the target that held when it began', () => {
  const assumed = { urgency: 'normal', category: 'product' } as const
  const reopened = { at: at('23T14:00'), what: 'reopened' } as const
  const moments = [opened('23T10:00'), agent('23T10:05'), solved('23T10:30'), reopened]
  // In force until noon.
  const firstResponseAt = (_urgency: unknown, begun: Instant, usual: number) =>
    begun < at('23T12:00') ? 3 * HOUR : usual

  const courses = caseCourses(moments, assumed, { targets: TARGETS, calendar, firstResponseAt })

  const times = courses
    .filter(({ clock }) => clock === 'first-response')
    .map(({ limits }) => limits.map(({ time }) => time))
  expect(times).toEqual([[3 * HOUR], [HOUR]])
})
