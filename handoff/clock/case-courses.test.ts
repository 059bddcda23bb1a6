import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, type Instant, MINUTE } from '../../platform/clock.js'
import { CATEGORIES, URGENCIES } from '../case/case.js'
import type { OpeningHours } from '../triage/opening-hours.js'
import { type ClockTargets, caseCourses } from './case-courses.js'
import type { CaseMoment } from './case-moment.js'
import { type CaseClock, stateOf, workOut } from './clock-course.js'
import { NO_PUBLIC_HOLIDAYS } from './public-holidays.js'
import { createServiceCalendar } from './service-calendar.js'
import { type PlainCalendar, STEP, slowClocks, walkCalendar } from './slow-clocks.js'

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

const START = Date.UTC(2026, 9, 12, 3)
/** Enough for the longest target after the last moment of any history. */
const STEPS = 42 * 48

/** Hours on the grid of steps, from four in the morning on: no clock is changed after that. */
const interval = fc
  .record({
    from: fc.integer({ min: 8, max: 30 }),
    length: fc.integer({ min: 1, max: 6 }),
    gap: fc.integer({ min: 1, max: 3 }),
    isSplit: fc.boolean(),
  })
  .map(({ from, length, gap, isSplit }) => {
    const first = [from * 30, (from + length) * 30] as const
    const second = [(from + length + gap) * 30, (from + length + gap + 9) * 30] as const
    return isSplit ? [first, second] : [first]
  })
const hours = fc.oneof(interval, interval, fc.constant([]))
const dayText = fc
  .integer({ min: 0, max: 29 })
  .map((day) => new Date(START + day * 24 * HOUR).toISOString().slice(0, 10))

const anyCalendar: fc.Arbitrary<PlainCalendar> = fc.record({
  timeZone: fc.constantFrom('Asia/Shanghai', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York'),
  week: fc.tuple(interval, hours, interval, hours, interval, hours, hours),
  ownDays: fc.array(fc.tuple(dayText, hours), { maxLength: 3 }).map((days) => new Map(days)),
  holidays: fc.array(dayText, { maxLength: 4 }).map((days) => new Set(days)),
  makeUpDays: fc.array(dayText, { maxLength: 2 }).map((days) => new Set(days)),
  onHolidays: fc.option(hours),
  onMakeUpDays: fc.option(hours),
  // These always have hours, so that working days come within the steps.
  workingWeek: fc.subarray([1, 3, 5, 6]).map((days) => [0, 2, 4, ...days]),
})

const facts = fc.record({
  urgency: fc.option(fc.constantFrom(...URGENCIES), { nil: undefined }),
  category: fc.option(fc.constantFrom(...CATEGORIES), { nil: undefined }),
  promisedIn: fc.option(fc.integer({ min: 1, max: 20 }), { nil: undefined }),
})

const anyMoment: fc.Arbitrary<(at: Instant) => CaseMoment> = fc.oneof(
  fc
    .constantFrom('resumed', 'closed', 'returned', 'surveyed', 'called-back')
    .map((what) => (at: Instant) => ({ at, what }) as const),
  fc
    .constantFrom('customer', 'agent')
    .map((by) => (at: Instant) => ({ at, what: 'said', by }) as const),
  fc
    .constantFrom('customer', 'agent')
    .map((by) => (at: Instant) => ({ at, what: 'said', by }) as const),
  fc
    .constantFrom('bot', 'queue', 'agent', 'agent')
    .map((owner) => (at: Instant) => ({ at, what: 'owner', owner }) as const),
  fc
    .constantFrom('asked', 'marked')
    .map((reason) => (at: Instant) => ({ at, what: 'paused', reason }) as const),
  fc
    .boolean()
    .map((bySupervisor) => (at: Instant) => ({ at, what: 'visited', bySupervisor }) as const),
  fc
    .integer({ min: 1, max: 100 })
    .map((steps) => (at: Instant) => ({ at, what: 'promised', due: at + steps * STEP }) as const),
  fc
    .tuple(fc.constantFrom('changed', 'reopened', 'solved'), facts)
    .map(([what, { promisedIn, ...rest }]) => (at: Instant) => ({
      at,
      what,
      ...rest,
      promisedAt: promisedIn === undefined ? undefined : at + promisedIn * STEP,
    })),
)

const anyHistory = fc
  .record({
    begin: fc.integer({ min: 0, max: 100 }),
    opening: facts,
    rest: fc.array(fc.tuple(fc.integer({ min: 0, max: 30 }), anyMoment), { maxLength: 14 }),
    end: fc.integer({ min: 0, max: 50 }),
  })
  .map(({ begin, opening, rest, end }) => {
    let now = START + begin * STEP
    const { promisedIn, ...known } = opening
    const promisedAt = promisedIn === undefined ? undefined : now + promisedIn * STEP
    const moments: CaseMoment[] = [{ at: now, what: 'opened', ...known, promisedAt }]
    for (const [gap, make] of rest) {
      now += gap * STEP
      moments.push(make(now))
    }
    return { moments, now: now + end * STEP }
  })

function toOpeningHours(plain: PlainCalendar): OpeningHours {
  const intervals = (list: readonly (readonly [number, number])[]) =>
    list.map(([from, to]) => ({ from, to }))
  const dayOf = (text: string) => {
    const [year = 0, month = 0, day = 0] = text.split('-').map(Number)
    return { year, month, day }
  }
  const textOf = ({ year, month, day }: { year: number; month: number; day: number }) =>
    new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, 10)
  return {
    timeZone: plain.timeZone,
    week: plain.week.map(intervals),
    days: [...plain.ownDays].map(([text, list]) => ({
      name: text,
      from: dayOf(text),
      to: dayOf(text),
      hours: intervals(list),
    })),
    holidays: {
      nameOf: (day) => (plain.holidays.has(textOf(day)) ? 'holiday' : undefined),
      isMakeUpDay: (day) => plain.makeUpDays.has(textOf(day)),
      stateOf: () => 'published',
    },
    onHolidays: plain.onHolidays && intervals(plain.onHolidays),
    onMakeUpDays: plain.onMakeUpDays && intervals(plain.onMakeUpDays),
    workingWeek: new Set(plain.workingWeek),
  }
}

describe('the clocks of any case on any calendar', () => {
  // 400 calendars of 25 histories each: 10,000 of both.
  test('are what a walk through time step by step finds', () => {
    const targets: ClockTargets = {
      ...TARGETS,
      nextResponse: { normal: HOUR, urgent: 30 * MINUTE },
    }
    const horizon = START + STEPS * STEP
    const withinHorizon = (moment: Instant | null) =>
      moment !== null && moment <= horizon ? moment : null
    let compared = 0
    fc.assert(
      fc.property(
        anyCalendar,
        fc.array(anyHistory, { minLength: 25, maxLength: 25 }),
        fc.constantFrom(0.5, 0.75, 0.9),
        (plain, histories, warnShare) => {
          const steps = walkCalendar(plain, START, STEPS)
          const calendar = createServiceCalendar(toOpeningHours(plain))
          for (const { moments, now } of histories) {
            const assumed = { urgency: 'normal', category: 'product' } as const
            const fast = caseCourses(moments, assumed, { targets, calendar })
              .map((course) => workOut(course, warnShare, calendar))
              .map((clock) => ({
                clock: clock.clock,
                round: clock.round,
                startedAt: clock.startedAt,
                doneAt: clock.doneAt,
                dueAt: withinHorizon(clock.dueAt),
                warnAt: withinHorizon(clock.warnAt),
                state: stateOf(clock, now),
              }))
            const slow = slowClocks(moments, targets, warnShare, steps, now)

            expect(sorted(fast)).toEqual(sorted(slow))
            compared++
          }
        },
      ),
      { numRuns: 400, endOnFailure: true },
    )
    expect(compared).toBe(10_000)
  }, 120_000)
})

function sorted<Clock extends { readonly clock: string; readonly round: number }>(
  clocks: readonly Clock[],
): readonly Clock[] {
  return clocks.toSorted((a, b) => a.clock.localeCompare(b.clock) || a.round - b.round)
}
