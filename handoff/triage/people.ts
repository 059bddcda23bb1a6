import type { Clock, Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Store } from '../../platform/events/store.js'
import { allAccounts } from '../account/account-table.js'
import { presences } from '../account/presence.js'
import { saveWorkProfile, type WorkProfile, workProfiles } from '../account/work-profile-table.js'
import { REACHES } from '../case/case.js'
import type { Queued, Serving } from '../case/queue-notice.js'
import { loads } from '../case/queue-table.js'
import type { AgentId } from '../conversation/message.js'
import { type Colleague, canServe, isAvailable } from './colleague.js'
import { pointsOf, type Teams } from './teams.js'

export interface People {
  /** Everyone who may serve customers, by name. */
  all(): Promise<readonly Colleague[]>
  /** Says which work a person gets. */
  save(agent: AgentId, profile: WorkProfile, by: AgentId): Promise<void>
}

export function createPeople(deps: {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly teams: Teams
}): People {
  const { store, clock, teams } = deps
  return {
    all: () => readPeople(store.db, teams, clock.now()),
    save: (agent, profile, by) =>
      store.transact(async (tx, append) => {
        await saveWorkProfile(tx, agent, profile)
        await append({ topic: 'desk', name: 'profile-changed', data: { agent, by } })
      }),
  }
}

/** Everyone who may serve customers, with what they have to do now, by name. */
export async function readPeople(
  db: Db,
  teams: Teams,
  now: Instant,
): Promise<readonly Colleague[]> {
  const accounts = new Map((await allAccounts(db)).map((account) => [account.id, account]))
  const profiles = await workProfiles(db)
  const held = await loads(db)
  const present = await presences(db, now)
  return present.flatMap(({ agent, name, state, lastCaseAt, since, reason }) => {
    const account = accounts.get(agent)
    if (!account) return []
    const profile = profiles.get(agent)
    const mine = held.filter((group) => group.agent === agent)
    return [
      {
        agent,
        name,
        role: account.role,
        languages: account.languages,
        teams: teamsOf(profile?.teams ?? [], teams),
        skills: profile?.skills ?? [],
        state,
        reason,
        since,
        capacity: profile?.capacity ?? teams.capacity,
        load: sum(mine.map((group) => group.count * pointsOf(teams, group))),
        cases: sum(mine.map(({ count }) => count)),
        lastCaseAt,
      },
    ]
  })
}

/** Who serves a case now: on the first step from its own on which somebody is available. */
export function servingOf(queued: Queued, people: readonly Colleague[], teams: Teams): Serving {
  const points = pointsOf(teams, queued)
  const there = people.filter(isAvailable)
  for (const reach of REACHES.slice(REACHES.indexOf(queued.reach))) {
    const able = there.filter((person) => canServe(person, queued, reach))
    if (able.length === 0) continue
    return {
      teams: [...new Set([queued.team, ...able.flatMap((person) => person.teams)])],
      slots: sum(able.map(({ capacity }) => Math.max(1, capacity / points))),
    }
  }
  return { teams: [queued.team], slots: 0 }
}

/** Whoever is in no team that there is belongs to everyone's. */
function teamsOf(named: readonly string[], { teams }: Teams): readonly string[] {
  const known = named.filter((id) => teams.some((team) => team.id === id))
  return known.length > 0 ? known : [teams[0].id]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
