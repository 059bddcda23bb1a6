import { dirname, join } from 'node:path'
import { z } from 'zod'
import { DAY, type Millis } from '../../platform/clock.js'
import type { Category, Urgency } from '../case/case.js'
import { loadPublicHolidays, NO_PUBLIC_HOLIDAYS } from '../clock/public-holidays.js'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import { DAYS, DURATION, MONTHS, WORKING_DAYS } from '../handbook/duration.js'
import type { ParsePage } from '../handbook/parse-page.js'
import { createProblemList } from '../handbook/problem-list.js'
import { readPage } from '../handbook/read-pages.js'
import type { Interval, OpeningHours, SpecialDay } from './opening-hours.js'

/** What the centre promises, and when it is there. */
export interface ServiceLevel {
  readonly openingHours: OpeningHours
  /** Within which a person answers first. Source: T4. */
  readonly firstResponse: Readonly<Record<Urgency, Millis>>
  /** Within which a customer who writes again is answered. Source: H4.1. */
  readonly nextResponse: Readonly<Record<Urgency, Millis>>
  /** Within how many working days a case is solved. Source: Y2. */
  readonly solution: Readonly<Record<Category, number>>
  /** Within which a solved case is asked about. Source: T5. */
  readonly returnVisit: Millis
  /** Within how many working days the supervisor visits after a complaint. Source: T9. */
  readonly secondVisit: number
  /** What counts as an instant answer. Source: Y2. */
  readonly instantResponse: Millis
  /** Silence after which a visit that only the bot serves is closed. */
  readonly sessionSilence: Millis
  readonly lease: Lease
  /** Whether such a visit is asked about, though nothing was solved in it. */
  readonly surveyAfterSilence: boolean
  /** Within how much opening time a person calls a customer whom the bot served badly (H5.2). */
  readonly recovery: Millis
  readonly visits: VisitRules
  /** When the supervisor is told. Source: T7. */
  readonly alerts: {
    /** Share of satisfied customers, 0 to 1. */
    readonly satisfactionBelow: number
    readonly waitingAbove: number
  }
  readonly customers: {
    /** After how many months what a customer wrote is erased by itself; `null` for never. Source: H8.1. */
    readonly erasedAfterMonths: number | null
    /** How long a supervisor can tell two merged files apart again. */
    readonly mergeUndoneWithin: Millis
  }
}

/** When a case comes back from an agent who does nothing with it. */
export interface Lease {
  /** How long an agent may leave a customer who waits for them without a word. */
  readonly silent: Readonly<Record<Urgency, Millis>>
  /** How long an agent may be offline with a case. */
  readonly gone: Millis
}

/** How return visits (T5, T9) and promised calls are made. */
export interface VisitRules {
  /** How often somebody is tried who is not reached, the first time counted. */
  readonly tries: number
  /** How long after one try the next one makes sense. */
  readonly retryAfter: Millis
}

const WEEKDAYS = [
  'sunday',
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
] as const

const INTERVALS = z.array(z.string()).transform((texts, context): readonly Interval[] => {
  const intervals = texts.map((text, index) => {
    const interval = readInterval(text)
    if (interval !== undefined) return interval
    const message = `${JSON.stringify(text)} is no time of day. Write it like 09:00-22:00, split at midnight`
    context.addIssue({ code: 'custom', path: [index], message })
    return { from: 0, to: 0 }
  })
  for (const [index, { from }] of intervals.entries()) {
    const before = intervals[index - 1]
    if (before === undefined || before.to <= from) continue
    const message = `${texts[index]} begins before ${texts[index - 1]} has ended. Put them in order`
    context.addIssue({ code: 'custom', path: [index], message })
  }
  return intervals
})

const DATE = z.string().transform((text, context): SpecialDay => {
  const date = readDate(text)
  if (date !== undefined) return date
  const message = `${JSON.stringify(text)} is no day. Write it like 11-10 or 2026-11-10`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

const SPECIAL_DAYS = z
  .strictObject({ name: z.coerce.string(), from: DATE, to: DATE, hours: INTERVALS })
  .refine(({ from, to }) => (from.year === null) === (to.year === null), {
    error: 'Write the year in both dates or in neither',
  })
  .refine(({ from, to }) => from.year === null || to.year === null || !isAfter(from, to), {
    error: 'The last day is before the first. Exchange them',
  })

const TIME_ZONE = z.string().refine((name) => isTimeZone(name), {
  error: ({ input }) => `${JSON.stringify(input)} is no time zone. Write it like Asia/Shanghai`,
})

/** Hours of their own, or as on any such weekday. */
const HOURS_OR_USUAL = z
  .union([z.literal('as-usual').transform(() => null), INTERVALS])
  .default(null)

const YES_OR_NO = z.enum(['yes', 'no']).transform((text) => text === 'yes')

const FRONT_MATTER = z.strictObject({
  timeZone: TIME_ZONE,
  /** A file beside this one. */
  calendar: z
    .string()
    .regex(/^[\w-]+\.md$/, 'is no name of a file such as calendar-cn.md')
    .optional(),
  onHolidays: HOURS_OR_USUAL,
  onMakeUpDays: HOURS_OR_USUAL,
  workingDays: z.array(z.enum(WEEKDAYS)).min(1, 'Name at least one day'),
  hours: z
    .strictObject({
      sunday: INTERVALS,
      monday: INTERVALS,
      tuesday: INTERVALS,
      wednesday: INTERVALS,
      thursday: INTERVALS,
      friday: INTERVALS,
      saturday: INTERVALS,
    })
    .refine((week) => WEEKDAYS.some((day) => week[day].length > 0), {
      error: 'No day has hours. Write when people serve',
    }),
  days: z.array(SPECIAL_DAYS).default([]),
  targets: z.strictObject({
    firstResponse: DURATION,
    urgentFirstResponse: DURATION,
    nextResponse: DURATION,
    urgentNextResponse: DURATION,
    solution: z.strictObject({
      product: WORKING_DAYS,
      order: WORKING_DAYS,
      'after-sales': WORKING_DAYS,
      complaint: WORKING_DAYS,
    }),
    returnVisit: DURATION,
    secondVisit: WORKING_DAYS,
    recovery: DURATION.prefault('4 h'),
    instantResponse: DURATION,
  }),
  session: z.strictObject({
    closesAfterSilence: DURATION,
    surveyAfterSilence: YES_OR_NO.prefault('no'),
  }),
  lease: z
    .strictObject({ silent: DURATION, urgentSilent: DURATION, gone: DURATION })
    .prefault({ silent: '10 min', urgentSilent: '5 min', gone: '3 min' }),
  visits: z
    .strictObject({ tries: z.int().min(1).max(10), retryAfter: DURATION })
    .prefault({ tries: 3, retryAfter: '2 h' }),
  alerts: z.strictObject({
    satisfactionBelow: z.number().min(0).max(1),
    waitingAbove: z.int().min(0),
  }),
  customers: z
    .strictObject({ erasedAfter: MONTHS, mergeUndoneWithin: DAYS })
    .default({ erasedAfter: null, mergeUndoneWithin: 30 * DAY }),
})

/**
 * Reads `content/handbook/service.md`.
 *
 * @throws {Fault} `misconfigured` with every problem and its line.
 */
export async function loadServiceLevel(file: string, parse?: ParsePage): Promise<ServiceLevel> {
  const problems = createProblemList(file)
  const checked = checkFrontMatter(await readPage(file, parse), FRONT_MATTER, problems)
  problems.throwIfAny()
  if (checked === undefined) throw new Error('A problem of the service level was not reported.')
  const { timeZone, hours, days, targets, session, lease, alerts, calendar } = checked.value
  const { onHolidays, onMakeUpDays, workingDays, visits, customers } = checked.value
  const holidays =
    calendar === undefined
      ? NO_PUBLIC_HOLIDAYS
      : await loadPublicHolidays(join(dirname(file), calendar), parse)
  return {
    openingHours: {
      timeZone,
      week: WEEKDAYS.map((day) => hours[day]),
      days,
      holidays,
      onHolidays,
      onMakeUpDays,
      workingWeek: new Set(workingDays.map((day) => WEEKDAYS.indexOf(day))),
    },
    firstResponse: { normal: targets.firstResponse, urgent: targets.urgentFirstResponse },
    nextResponse: { normal: targets.nextResponse, urgent: targets.urgentNextResponse },
    solution: targets.solution,
    secondVisit: targets.secondVisit,
    returnVisit: targets.returnVisit,
    instantResponse: targets.instantResponse,
    sessionSilence: session.closesAfterSilence,
    lease: { silent: { normal: lease.silent, urgent: lease.urgentSilent }, gone: lease.gone },
    surveyAfterSilence: session.surveyAfterSilence,
    recovery: targets.recovery,
    visits,
    alerts,
    customers: {
      erasedAfterMonths: customers.erasedAfter,
      mergeUndoneWithin: customers.mergeUndoneWithin,
    },
  }
}

const CLOCK = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/

function readInterval(text: string): Interval | undefined {
  const [, fromHour, fromMinute, toHour, toMinute] = (CLOCK.exec(text) ?? []).map(Number)
  if (fromHour === undefined || fromMinute === undefined) return undefined
  if (toHour === undefined || toMinute === undefined) return undefined
  if (fromMinute > 59 || toMinute > 59) return undefined
  const interval = { from: fromHour * 60 + fromMinute, to: toHour * 60 + toMinute }
  return interval.from < interval.to && interval.to <= 24 * 60 ? interval : undefined
}

const DAY_OF_YEAR = /^(?:(\d{4})-)?(\d\d)-(\d\d)$/

function readDate(text: string): SpecialDay | undefined {
  const match = DAY_OF_YEAR.exec(text)
  if (match === null) return undefined
  const year = match[1] === undefined ? null : Number(match[1])
  const [month, day] = [Number(match[2]), Number(match[3])]
  // A leap year stands for "every year", so that 02-29 can be written.
  const real = new Date(Date.UTC(year ?? 2024, month - 1, day))
  if (real.getUTCMonth() !== month - 1 || real.getUTCDate() !== day) return undefined
  return { year, month, day }
}

function isAfter(a: SpecialDay, b: SpecialDay): boolean {
  const time = ({ year, month, day }: SpecialDay) => Date.UTC(year ?? 0, month - 1, day)
  return time(a) > time(b)
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
