import type { Instant } from '../../platform/clock.js'
import type { Lease } from '../triage/service-level.js'
import type { HeldCase } from './queue-table.js'

export interface LeaseEnd {
  readonly at: Instant
  readonly why: 'silent' | 'gone'
}

/**
 * When a case comes back from the agent who has it: some time after they went offline and did
 * nothing more with it, or after the customer has waited too long without a word or a note of
 * theirs. While the agent had the last word, only going offline ends it.
 *
 * Pure. Whoever acts on it asks again in the transaction that takes the case back.
 *
 * @param goneAt When the agent went offline, or will count as offline if nothing is heard of them.
 */
export function leaseEnds(
  { case: held, customerWaitsSince }: HeldCase,
  goneAt: Instant,
  lease: Lease,
): LeaseEnd {
  const gone = Math.max(goneAt, held.actedAt) + lease.gone
  if (customerWaitsSince === null) return { at: gone, why: 'gone' }
  const silent = Math.max(customerWaitsSince, held.actedAt) + lease.silent[held.urgency]
  return silent < gone ? { at: silent, why: 'silent' } : { at: gone, why: 'gone' }
}
