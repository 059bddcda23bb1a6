import { MINUTE, type Millis } from '../../platform/clock.js'

/**
 * How long one case keeps an agent busy, until enough cases were solved to measure it. An
 * assumption for the first day; the median of the latest solved ones replaces it.
 */
const ASSUMED_SERVICE_TIME: Millis = 6 * MINUTE

/** From this many on, the measured times are believed. */
export const ENOUGH_CASES = 5

/**
 * How long the customer at this place of the queue will wait, by Little's law over what the people
 * who are there can hold at once.
 *
 * @param place 1 for the next one to be taken.
 * @param slots How many cases like this one the people hold at once who are there for it; at
 *   least one is reckoned with.
 * @param serviceTimes Times from taking to solving, of the latest cases, in any order.
 * @returns Whole minutes, at least 1.
 */
export function expectedWaitMinutes(
  place: number,
  slots: number,
  serviceTimes: readonly Millis[],
): number {
  const each = serviceTimes.length < ENOUGH_CASES ? ASSUMED_SERVICE_TIME : median(serviceTimes)
  return Math.max(1, Math.ceil((place * each) / Math.max(1, slots) / MINUTE))
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? ASSUMED_SERVICE_TIME
}
