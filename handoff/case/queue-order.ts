import { sql } from 'kysely'
import { MINUTE, type Millis } from '../../platform/clock.js'

/**
 * The order of the queue is: urgency, promised time, the customer's value (H6.3), age.
 *
 * Promises that fall into the same span are alike, so that value and age count among them: to the
 * millisecond no two promises would be.
 */
export const SAME_PROMISE: Millis = 5 * MINUTE

export const promisedSpan = sql<number>`promised_at / ${SAME_PROMISE}`
