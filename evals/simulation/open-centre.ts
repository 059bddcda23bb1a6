import { join } from 'node:path'
import { openClocks, openServiceDesk } from '../../bot/index.js'
import {
  type AgentId,
  type Colleague,
  createPresence,
  createServiceCalendar,
  handoffMigrations,
  insertAccount,
  loadClockRules,
  loadReplies,
  loadServiceLevel,
  loadTeams,
  type Teams,
} from '../../handoff/index.js'
import type { Instant } from '../../platform/clock.js'
import { openDb } from '../../platform/db/open-db.js'
import { createDueTimer } from '../../platform/due/due-timer.js'
import { eventMigrations } from '../../platform/events/migrations.js'
import { createStore, type Store } from '../../platform/events/store.js'
import type { Id, NewId } from '../../platform/id.js'
import { silentLog } from '../../platform/log.js'
import type { Worker } from './roster.js'
import { createBustle, simulatedClock } from './simulated-clock.js'

export type Centre = Awaited<ReturnType<typeof openCentre>>

export interface CentreOptions {
  readonly contentFolder: string
  readonly start: Instant
  /** How work comes to people, in all teams; the handbook's own ways without it. */
  readonly assign?: 'pull' | 'push'
  readonly roster: readonly Worker[]
}

/** The desk as the program runs it, over a real database, on a clock of its own. */
export async function openCentre({ contentFolder, start, assign, roster }: CentreOptions) {
  const handbook = (name: string) => join(contentFolder, 'handbook', name)
  const bustle = createBustle()
  const clock = simulatedClock(start, bustle.settled)
  const failures: unknown[] = []
  const fail = (cause: unknown) => void failures.push(cause)
  const db = await openDb(':memory:', [eventMigrations, handoffMigrations])
  const counted = db.withPlugin({
    transformQuery({ node }) {
      bustle.begin()
      return node
    },
    async transformResult({ result }) {
      bustle.end()
      return result
    },
  })
  const plain = createStore(counted, clock, fail)
  const store: Store = {
    ...plain,
    async transact(work) {
      bustle.begin()
      try {
        return await plain.transact(work)
      } finally {
        bustle.end()
      }
    },
  }
  const newId = countingIds()
  const stop = new AbortController()
  const level = await loadServiceLevel(handbook('service.md'))
  const teams = withAssign(await loadTeams(handbook('teams.md')), assign)
  // No emergency is in force, which alone would change the usual target.
  const firstResponseAt = (_urgency: string, _at: number, usual: number) => usual
  const replies = await loadReplies(join(contentFolder, 'replies'))
  const desk = openServiceDesk(
    { store, clock, newId, replies: () => replies, level, teams, firstResponseAt },
    stop.signal,
  )
  const presence = createPresence({ store, clock })
  const agents = new Map<string, AgentId>()
  for (const { login, name, role, languages, ...work } of roster) {
    const id = newId('agent')
    await store.transact((tx) => insertAccount(tx, { id, login, name, role, languages }, start))
    await desk.people.save(id, { teams: work.teams, skills: work.skills, capacity: null }, id)
    agents.set(login, id)
  }
  const timer = createDueTimer({ clock, report: (_source, cause) => fail(cause) })
  const unfollow = desk.dispatcher.follow(timer.register(desk.dispatcher).look)
  const clocks = await openClocks({
    store,
    clock,
    log: silentLog,
    level,
    firstResponseAt,
    rules: await loadClockRules(handbook('clocks.md')),
    cases: desk.cases,
    timer,
  })
  return {
    ...desk,
    store,
    clock,
    level,
    replies,
    presence,
    agents,
    calendar: createServiceCalendar(level.openingHours),
    /** Runs on until `end`, and throws what went wrong in the background. */
    async run(end: Instant): Promise<void> {
      await clock.run(end)
      if (failures.length > 0) throw new AggregateError(failures, 'The centre failed on its day.')
    },
    colleagues: (): Promise<readonly Colleague[]> => desk.people.all(),
    async [Symbol.asyncDispose]() {
      stop.abort()
      unfollow()
      await clocks[Symbol.asyncDispose]()
      await timer[Symbol.asyncDispose]()
      await db.destroy()
    },
  }
}

function withAssign(teams: Teams, assign: CentreOptions['assign']): Teams {
  if (!assign) return teams
  const [first, ...others] = teams.teams
  return { ...teams, teams: [{ ...first, assign }, ...others.map((team) => ({ ...team, assign }))] }
}

/** The same on each run, and so is all that is decided by an id. */
function countingIds(): NewId {
  let count = 0
  return <Kind extends string>(kind: Kind) => {
    count++
    return `${kind}_${String(count).padStart(12, '0')}` as Id<Kind>
  }
}
