import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, type Instant, MINUTE } from '../../platform/clock.js'
import { CATEGORIES, URGENCIES } from '../case/case.js'
import type { OpeningHours } from '../triage/opening-hours.js'
import { type ClockTargets, caseCourses } from './case-courses.js'
import type { CaseMoment } from './case-moment.js'
import { stateOf, workOut } from './clock-course.js'
import { createServiceCalendar } from './service-calendar.js'
import { type PlainCalendar, STEP, slowClocks, walkCalendar } from './slow-clocks.js'

const targets: ClockTargets = {
  firstResponse: { normal: HOUR, urgent: 15 * MINUTE },
  nextResponse: { normal: HOUR, urgent: 30 * MINUTE },
  solution: { product: 1, order: 2, 'after-sales': 5, complaint: 3 },
  returnVisit: 24 * HOUR,
  secondVisit: 2,
}

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
