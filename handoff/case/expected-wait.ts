import { MINUTE, type Millis } from '../../platform/clock.js'

/**
 * How long one case keeps an agent busy, until enough cases were solved to measure it. An
 * assumption for the first day; the median of the latest solved ones replaces it.
 */
const ASSUMED_SERVICE_TIME: Millis = 6 * MINUTE

/** From this many on, the measured times are believed. */
const ENOUGH_CASES = 5

/** Agents hold several chats at once, so the queue moves faster than one case after another. */
const CASES_AT_ONCE = 3

/**
 * How long the customer at this place of the queue will wait, by Little's law over the agents
 * who are present.
 *
 * @param place 1 for the next one to be taken.
 * @param serviceTimes Times from taking to solving, of the latest cases, in any order.
 * @returns Whole minutes, at least 1.
 */
export function expectedWaitMinutes(
  place: number,
  agentsPresent: number,
  serviceTimes: readonly Millis[],
): number {
  const each = serviceTimes.length < ENOUGH_CASES ? ASSUMED_SERVICE_TIME : median(serviceTimes)
  const atOnce = Math.max(1, agentsPresent) * CASES_AT_ONCE
  return Math.max(1, Math.ceil((place * each) / atOnce / MINUTE))
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? ASSUMED_SERVICE_TIME
}
