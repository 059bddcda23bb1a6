import { type Clock, type Instant, type Millis, SECOND } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { DueSource } from '../../platform/due/due-timer.js'
import type { Store } from '../../platform/events/store.js'
import type { Case, Urgency } from '../case/case.js'
import type { CaseService } from '../case/case-service.js'
import { saveCase } from '../case/case-table.js'
import { type WaitingCase, waitingCases } from '../case/queue-table.js'
import type { SilentCases } from '../case/release-silent-cases.js'
import { chooseAgent } from './choose-agent.js'
import type { Colleague } from './colleague.js'
import { pointsOf, type Teams, teamOf } from './teams.js'
import { nextWidening, type WideningTimes, widen } from './widen.js'

export interface DispatcherDeps {
  readonly store: Store
  readonly clock: Pick<Clock, 'now'>
  readonly teams: Teams
  readonly people: (db: Db) => Promise<readonly Colleague[]>
  readonly cases: Pick<CaseService, 'give'>
  readonly silent: SilentCases
  readonly isOpen: (at: Instant) => boolean
  readonly addOpenTime: (at: Instant, time: Millis) => Instant
  readonly firstResponse: Readonly<Record<Urgency, Millis>>
}

export interface Dispatcher extends DueSource {
  /**
   * Follows what changes from now on.
   *
   * @param look Called when the next moment may have changed.
   * @returns A function that ends it.
   */
  follow(look: () => void): () => void
}

/** A moment that has passed and brought no change is not looked at again at once. */
const NOT_BEFORE: Millis = SECOND

/**
 * Keeps the queue moving: takes back what its agent let lie, widens what nobody takes, and gives
 * the next case where the team works so. It is due after each change, and when something can fall
 * due by time. Each step is a transaction of its own and asks its rules again there.
 */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { store, clock, silent, teams } = deps
  /** Something changed that was not looked at. At first, all that happened before the start. */
  let isAsked = true
  let due: Instant | null = null
  let ranAt = 0

  /** Several changes at once are looked at once; those that come meanwhile, before it ends. */
  async function run(): Promise<void> {
    try {
      do {
        isAsked = false
        ranAt = clock.now()
        due = await pass(ranAt)
      } while (isAsked)
    } catch (cause) {
      isAsked = true
      throw cause
    }
  }

  /** @returns When something can fall due next. */
  async function pass(now: Instant): Promise<Instant | null> {
    await silent.release(now)
    const waiting = await waitingCases(store.db)
    const people = waiting.length > 0 ? await deps.people(store.db) : []
    const widened = await Promise.all(waiting.map((each) => widenOne(each, people, now)))
    await giveAll(widened, people)
    return nextMoment(widened, now)
  }

  /** Nothing widens while nobody can be at work. */
  async function widenOne(
    waiting: WaitingCase,
    people: readonly Colleague[],
    now: Instant,
  ): Promise<WaitingCase> {
    const current = waiting.case
    if (!deps.isOpen(now)) return waiting
    const reach = widen(current, people, timesOf(current), now)
    if (reach === current.reach) return waiting
    const next = { ...current, reach }
    const isSaved = await store.transact(async (tx, append) => {
      if (!(await saveCase(tx, next))) return false
      const data = { caseId: current.id, to: reach }
      await append({ topic: current.conversation, name: 'case-widened', data })
      return true
    })
    if (!isSaved) return waiting
    return { ...waiting, case: { ...next, revision: next.revision + 1 } }
  }

  async function giveAll(
    waiting: readonly WaitingCase[],
    before: readonly Colleague[],
  ): Promise<void> {
    let people = before
    for (const { case: current, earlierAgent, speaker } of waiting) {
      if (teamOf(teams, current.team).assign !== 'push') continue
      const points = pointsOf(teams, current)
      const choice = chooseAgent({ ...current, points, earlierAgent, speaker }, people)
      if (!choice) continue
      const outcome = await deps.cases.give(current.id, choice)
      if (!outcome.ok) continue
      people = people.map((person) =>
        person.agent === choice.agent
          ? { ...person, load: person.load + points, lastCaseAt: clock.now() }
          : person,
      )
    }
  }

  function timesOf({ waitingSince, urgency }: Case): WideningTimes {
    const { nobodyThere, after } = teams.widening
    const target = deps.firstResponse[urgency]
    const passed = (share: number) => deps.addOpenTime(waitingSince, share * target)
    return {
      nobodyThere: deps.addOpenTime(waitingSince, nobodyThere),
      after: {
        skilled: passed(after.skilled),
        team: passed(after.team),
        everyone: passed(after.everyone),
      },
    }
  }

  async function nextMoment(
    waiting: readonly WaitingCase[],
    now: Instant,
  ): Promise<Instant | null> {
    const moments = waiting.map((each) => nextWidening(each.case, timesOf(each.case), now))
    const all = [...moments, await silent.nextEnd()].filter((at) => at !== null)
    return all.length === 0 ? null : Math.max(Math.min(...all), now + NOT_BEFORE)
  }

  return {
    name: 'the queue',
    run,

    async next() {
      // Never the moment of the last run itself: that one is over.
      const now = clock.now()
      if (isAsked) return now === ranAt ? now + 1 : now
      return due ?? undefined
    },

    follow: (look) =>
      store.listen(({ name, data }) => {
        const mayBeginLease = name === 'message-added' && data['role'] === 'customer'
        if (!MOVES.has(name) && !mayBeginLease) return
        if (MOVES.has(name)) isAsked = true
        else due = Math.min(due ?? Number.POSITIVE_INFINITY, clock.now() + silent.shortest)
        look()
      }),
  }
}

/** After these somebody may be given something, or has room for it. */
const MOVES: ReadonlySet<string> = new Set([
  'case-opened',
  'case-asked-again',
  'case-reopened',
  'case-transferred',
  'case-forced',
  'case-released',
  'case-returned',
  'case-solved',
  'case-taken',
  'presence-changed',
  'profile-changed',
])
