import { basename } from 'node:path'
import { z } from 'zod'
import { checkFrontMatter } from '../handbook/check-front-matter.js'
import type { ParsePage } from '../handbook/parse-page.js'
import { createProblemList } from '../handbook/problem-list.js'
import { readPage } from '../handbook/read-pages.js'
import { type CalendarDay, nextDay, weekdayOf } from '../triage/zone-time.js'

/** Whether the state has said how the holidays of a year lie, or only the law is known. */
export type YearState = 'published' | 'preliminary'

/** The state's calendar: days off, and weekends that are worked in exchange (调休). */
export interface PublicHolidays {
  /** Name of the holiday on this day. */
  nameOf(day: CalendarDay): string | undefined
  /** Whether this weekend day is worked. */
  isMakeUpDay(day: CalendarDay): boolean
  /** `unknown` for a year that the file does not have. */
  stateOf(year: number): YearState | 'unknown'
}

export const NO_PUBLIC_HOLIDAYS: PublicHolidays = {
  nameOf: () => undefined,
  isMakeUpDay: () => false,
  stateOf: () => 'published',
}

const DATE = z.string().transform((text, context): CalendarDay => {
  const day = readDay(text)
  if (day) return day
  const message = `${JSON.stringify(text)} is no day. Write it like 2026-10-01`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

const HOLIDAY = z
  .strictObject({ name: z.string(), from: DATE, to: DATE, makeUp: z.array(DATE).default([]) })
  .refine(({ from, to }) => keyOf(from) <= keyOf(to), {
    error: 'The last day is before the first. Exchange them',
  })

const YEAR = z
  .strictObject({
    year: z.int(),
    state: z.enum(['published', 'preliminary']),
    source: z.string().min(1, 'Name the notice or the law that says so'),
    url: z.url().optional(),
    holidays: z.array(HOLIDAY),
  })
  .refine(({ state, url }) => state === 'preliminary' || url !== undefined, {
    error: 'A published year needs the url of the notice',
    path: ['url'],
  })
  .superRefine(({ year, state, holidays }, context) => {
    for (const [index, holiday] of holidays.entries()) {
      const message = flawOf(holiday, year, state)
      if (message) context.addIssue({ code: 'custom', path: ['holidays', index], message })
    }
  })

type Holiday = z.output<typeof HOLIDAY>

const FRONT_MATTER = z.strictObject({ id: z.string(), years: z.array(YEAR) })

/**
 * Reads a calendar of the handbook such as `calendar-cn.md`.
 *
 * @throws {Fault} `misconfigured` with every problem and its line.
 */
export async function loadPublicHolidays(file: string, parse?: ParsePage): Promise<PublicHolidays> {
  const problems = createProblemList(file)
  const page = await readPage(file, parse)
  const checked = checkFrontMatter(page, FRONT_MATTER, problems)
  if (checked && `${checked.value.id}.md` !== basename(file)) {
    const message = `The id is ${checked.value.id}. Name the file ${checked.value.id}.md, or change the id.`
    problems.add({ file: page.file, line: checked.lineOf('id'), message })
  }
  problems.throwIfAny()
  if (!checked) throw new Error('A problem of the calendar was not reported.')
  const { years } = checked.value
  const holidays = years.flatMap((each) => each.holidays)
  const names = new Map(
    holidays.flatMap(({ name, from, to }) => daysFrom(from, to).map((day) => [keyOf(day), name])),
  )
  const makeUp = new Set(holidays.flatMap((each) => each.makeUp.map(keyOf)))
  const states = new Map(years.map(({ year, state }) => [year, state]))
  return {
    nameOf: (day) => names.get(keyOf(day)),
    isMakeUpDay: (day) => makeUp.has(keyOf(day)),
    stateOf: (year) => states.get(year) ?? 'unknown',
  }
}

/** Days in the order of time have keys in the same order. */
function keyOf({ year, month, day }: CalendarDay): number {
  return (year * 100 + month) * 100 + day
}

function daysFrom(from: CalendarDay, to: CalendarDay): readonly CalendarDay[] {
  const days = [from]
  for (let day = from; keyOf(day) < keyOf(to); ) {
    day = nextDay(day)
    days.push(day)
  }
  return days
}

function flawOf(holiday: Holiday, year: number, state: YearState): string | undefined {
  const { makeUp } = holiday
  if (!liesIn(year, holiday)) return 'A day lies outside of the year. Move it to its own year'
  if (!makeUp.every(isWeekend)) {
    return 'A make-up day is no Saturday or Sunday. Compare with the notice'
  }
  if (state === 'preliminary' && makeUp.length > 0) {
    return 'A year whose arrangement is not published has no make-up days. Take them out'
  }
  return undefined
}

/** New Year's holiday may begin, or be worked for, in the December before. */
function liesIn(year: number, { from, to, makeUp }: Holiday): boolean {
  return [from, to, ...makeUp].every(
    (day) => day.year === year || (day.year === year - 1 && day.month === 12),
  )
}

function isWeekend(day: CalendarDay): boolean {
  return weekdayOf(day) === 0 || weekdayOf(day) === 6
}

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/

function readDay(text: string): CalendarDay | undefined {
  const [, year, month, day] = (DAY.exec(text) ?? []).map(Number)
  if (year === undefined || month === undefined || day === undefined) return undefined
  const real = new Date(Date.UTC(year, month - 1, day))
  return real.getUTCMonth() === month - 1 && real.getUTCDate() === day
    ? { year, month, day }
    : undefined
}
