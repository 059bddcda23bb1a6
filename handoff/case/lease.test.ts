import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '../../platform/clock.js'
import { leaseEnds } from './lease.js'
import type { HeldCase } from './queue-table.js'

const LEASE = { silent: { normal: 10 * MINUTE, urgent: 5 * MINUTE }, gone: 3 * MINUTE }

function held(also: Partial<HeldCase['case']>, customerWaitsSince: number | null): HeldCase {
  const facts = { since: 0, actedAt: 0, urgency: 'normal', ...also }
  return { case: facts as HeldCase['case'], customerWaitsSince }
}

describe('a case goes back from its agent', () => {
  test('when the customer has waited too long for a word', () => {
    expect(leaseEnds(held({}, MINUTE), HOUR, LEASE)).toEqual({ at: 11 * MINUTE, why: 'silent' })
  })

  test('sooner when it is urgent', () => {
    const end = leaseEnds(held({ urgency: 'urgent' }, MINUTE), HOUR, LEASE)

    expect(end).toEqual({ at: 6 * MINUTE, why: 'silent' })
  })

  test('later when the agent did something that the customer does not see', () => {
    const end = leaseEnds(held({ actedAt: 8 * MINUTE }, MINUTE), HOUR, LEASE)

    expect(end).toEqual({ at: 18 * MINUTE, why: 'silent' })
  })

  test('when the agent is gone, also while nobody waits for them', () => {
    expect(leaseEnds(held({}, null), MINUTE, LEASE)).toEqual({ at: 4 * MINUTE, why: 'gone' })
    expect(leaseEnds(held({}, 0), MINUTE, LEASE)).toEqual({ at: 4 * MINUTE, why: 'gone' })
  })

  test('not at once when it was given after the agent was last seen', () => {
    const end = leaseEnds(held({ since: 5 * MINUTE, actedAt: 5 * MINUTE }, null), MINUTE, LEASE)

    expect(end).toEqual({ at: 8 * MINUTE, why: 'gone' })
  })
})
