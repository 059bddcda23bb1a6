import { type Clock, type Instant, type Millis, SECOND } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Store } from '../../platform/events/store.js'
import type { AgentId } from '../conversation/message.js'
import { presenceOfAll, savePresence, saveSeen } from './presence-table.js'

/** What an agent says of themselves. */
export const PRESENCE_STATES = ['online', 'away', 'offline'] as const
export type PresenceState = (typeof PRESENCE_STATES)[number]

export interface Presence {
  readonly agent: AgentId
  readonly name: string
  readonly state: PresenceState
  /** Why they are away, in their words; may be empty. */
  readonly reason: string
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
    seen: (agent) => saveSeen(store.db, agent, clock.now()),
    all: () => presences(store.db, clock.now()),
  }
}

/** Who can take a case now: online, with the desk open now or within the last minute. */
export async function presentAgents(db: Db, now: Instant): Promise<readonly Presence[]> {
  return (await presences(db, now)).filter(({ state }) => state === 'online')
}

async function presences(db: Db, now: Instant): Promise<readonly Presence[]> {
  return (await presenceOfAll(db)).map(({ seenAt, ...presence }) => ({
    ...presence,
    state: now - seenAt > SEEN_LASTS ? 'offline' : presence.state,
  }))
}
