import { type Clock, type Instant, type Millis, SECOND } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Store } from '../../platform/events/store.js'
import type { AgentId } from '../conversation/message.js'
import { presenceOfAll, savePresence, saveSeen } from './presence-table.js'

/** What a person says of themselves. Only whoever is available is given new cases. */
export const PRESENCE_STATES = [
  'available',
  'break',
  'meeting',
  'training',
  'away',
  'offline',
] as const
export type PresenceState = (typeof PRESENCE_STATES)[number]

export interface Presence {
  readonly agent: AgentId
  readonly name: string
  readonly state: PresenceState
  /** What they add in their words, such as until when; may be empty. */
  readonly reason: string
  /** When they said so; 0 for who never said anything. */
  readonly since: Instant
  /** When they last got a case; 0 for never. */
  readonly lastCaseAt: Instant
}

export interface PresenceService {
  set(agent: AgentId, state: PresenceState, reason: string): Promise<void>
  /** Says that the desk of this agent is open now. Asked for again every `SEEN_EVERY`. */
  seen(agent: AgentId): Promise<void>
  /** Everyone who may serve customers. Those whose desk is closed are offline, whatever they said. */
  all(): Promise<readonly Presence[]>
}

/** How often an open desk says so. */
export const SEEN_EVERY: Millis = 20 * SECOND
/** A reload, or a lost connection that comes back, makes nobody absent. */
const SEEN_LASTS: Millis = 60 * SECOND

const REASON_LENGTH = 80

export function createPresence({
  store,
  clock,
}: {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
}): PresenceService {
  return {
    set: (agent, state, reason) =>
      store.transact(async (tx, append) => {
        const short = reason.trim().slice(0, REASON_LENGTH)
        await savePresence(tx, agent, state, short, clock.now())
        await append({ topic: 'desk', name: 'presence-changed', data: { agent, state } })
      }),
    async seen(agent) {
      const now = clock.now()
      const before = (await presences(store.db, now)).find((each) => each.agent === agent)
      await saveSeen(store.db, agent, now)
      if (before?.state !== 'offline') return
      const after = (await presences(store.db, now)).find((each) => each.agent === agent)
      if (!after || after.state === 'offline') return
      // Whose desk is open again may be given what waits.
      const data = { agent, state: after.state }
      await store.transact((_, append) => append({ topic: 'desk', name: 'presence-changed', data }))
    },
    all: () => presences(store.db, clock.now()),
  }
}

/** Whoever is at work, if not free at the moment. */
export async function agentsThere(db: Db, now: Instant): Promise<readonly Presence[]> {
  return (await presences(db, now)).filter(({ state }) => state !== 'offline')
}

/** Who can be given a case now: available, with the desk open now or within the last minute. */
export async function presentAgents(db: Db, now: Instant): Promise<readonly Presence[]> {
  return (await presences(db, now)).filter(({ state }) => state === 'available')
}

/**
 * When each person went offline; for whoever is there, when they will count as offline if their
 * desk is not seen open again. Without those who never were present.
 */
export async function goneMoments(db: Db): Promise<ReadonlyMap<AgentId, Instant>> {
  const all = await presenceOfAll(db)
  return new Map(
    all
      .filter(({ since }) => since > 0)
      .map(({ agent, state, since, seenAt }) => [
        agent,
        state === 'offline' ? since : seenAt + SEEN_LASTS,
      ]),
  )
}

/** Whoever was seen ahead of the clock, which was set back since, is so until they are seen again. */
export async function presences(db: Db, now: Instant): Promise<readonly Presence[]> {
  return (await presenceOfAll(db)).map(({ seenAt, ...presence }) =>
    Math.abs(now - seenAt) > SEEN_LASTS ? { ...presence, state: 'offline' as const } : presence,
  )
}
