import { z } from 'zod'
import { DAY, HOUR, MINUTE, type Millis } from '../../platform/clock.js'

/** A length of time as the handbook writes it, such as `15 min` or `24 h`. */
export const DURATION = z.string().transform((text, context): Millis => {
  const duration = readDuration(text)
  if (duration !== undefined) return duration
  const message = `${JSON.stringify(text)} is no length of time. Write it like 15 min or 24 h`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** Such as `3 working days`: how many. */
export const WORKING_DAYS = z.string().transform((text, context): number => {
  const [, days] = /^(\d+) working days?$/.exec(text) ?? []
  if (days !== undefined && Number(days) > 0) return Number(days)
  const message = `${JSON.stringify(text)} is no number of days. Write it like 3 working days`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** Such as `24 months`: how many; `null` for `never`. */
export const MONTHS = z.string().transform((text, context): number | null => {
  if (text === 'never') return null
  const [, months] = /^(\d+) months?$/.exec(text) ?? []
  if (months !== undefined && Number(months) > 0) return Number(months)
  const message = `${JSON.stringify(text)} is no number of months. Write it like 24 months, or never`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** Such as `30 days`. */
export const DAYS = z.string().transform((text, context): Millis => {
  const [, days] = /^(\d+) days?$/.exec(text) ?? []
  if (days !== undefined) return Number(days) * DAY
  const message = `${JSON.stringify(text)} is no number of days. Write it like 30 days`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

/** @returns `undefined` for what is no such length, or none at all. */
export function readDuration(text: string): Millis | undefined {
  const match = LENGTH_OF_TIME.exec(text)
  const count = Number(match?.[1])
  if (match === null || count === 0) return undefined
  return count * (match[2] === 'h' ? HOUR : MINUTE)
}

const LENGTH_OF_TIME = /^(\d+) (min|h)$/
