import { MINUTE, type Millis } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Case } from './case.js'

/**
 * The order of the queue is: urgency, promised time, the customer's value (H6.3), age.
 *
 * Promises that fall into the same span are alike, so that value and age count among them: to the
 * millisecond no two promises would be.
 */
export const SAME_PROMISE: Millis = 5 * MINUTE

export const promisedSpan = sql<number>`promised_at / ${SAME_PROMISE}`

/** The same order among cases in memory, as a comparison for sorting; of two alike, by their ids. */
export function inServingOrder(a: Case, b: Case): number {
  return (
    compareText(b.urgency, a.urgency) ||
    spanOf(a) - spanOf(b) ||
    compareText(b.value, a.value) ||
    a.openedAt - b.openedAt ||
    compareText(a.id, b.id)
  )
}

function spanOf({ promisedAt }: Case): number {
  return Math.trunc(promisedAt / SAME_PROMISE)
}

/** By code units, as the database compares. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
