import { type Clock, type Instant, MINUTE, type Millis, SECOND } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Store } from '../../platform/events/store.js'
import { reasonOf } from '../../platform/fault.js'
import type { Logger } from '../../platform/log.js'
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
  readonly clock: Clock
  readonly log: Logger
  readonly teams: Teams
  readonly people: (db: Db) => Promise<readonly Colleague[]>
  readonly cases: Pick<CaseService, 'give'>
  readonly silent: SilentCases
  readonly isOpen: (at: Instant) => boolean
  readonly addOpenTime: (at: Instant, time: Millis) => Instant
  readonly firstResponse: Readonly<Record<Urgency, Millis>>
}

export interface Dispatcher {
  /** Takes back, widens and gives what is due now; for tests and at the start. */
  run(): Promise<void>
  /** Keeps the queue moving from now on: after each change, and when something falls due. */
  start(): void
  close(): Promise<void>
}

/** A full disk does not become empty by asking again at once. */
const AFTER_FAILURE: Millis = MINUTE
/** A moment that has passed and brought no change is not looked at again at once. */
const NOT_BEFORE: Millis = SECOND

/**
 * Keeps the queue moving: takes back what its agent let lie, widens what nobody takes, and gives
 * the next case where the team works so. Each step is a transaction of its own and asks its rules
 * again there. One timer sleeps until the next moment at which something can fall due.
 */
export function createDispatcher(deps: DispatcherDeps): Dispatcher {
  const { store, clock, silent, teams } = deps
  let timer: { readonly at: Instant; readonly cancel: () => void } | undefined
  let running: Promise<void> = Promise.resolve()
  let isAsked = false
  let unlisten = () => {}
  let ended = false

  async function run(): Promise<void> {
    const now = clock.now()
    await silent.release(now)
    const waiting = await waitingCases(store.db)
    const people = waiting.length > 0 ? await deps.people(store.db) : []
    const widened = await Promise.all(waiting.map((each) => widenOne(each, people, now)))
    await giveAll(widened, people)
    sleepUntil(await nextMoment(widened, now))
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

  function sleepUntil(at: Instant | null): void {
    if (ended || at === null || (timer && timer.at <= at)) return
    timer?.cancel()
    const cancel = clock.after(Math.max(0, at - clock.now()), () => {
      timer = undefined
      ask()
    })
    timer = { at, cancel }
  }

  /** Several changes at once are looked at once, after what is under way. */
  function ask(): void {
    if (isAsked || ended) return
    isAsked = true
    running = running.then(async () => {
      isAsked = false
      if (ended) return
      try {
        await run()
      } catch (cause) {
        deps.log.error({ reason: reasonOf(cause) }, 'the queue could not be moved on')
        sleepUntil(clock.now() + AFTER_FAILURE)
      }
    })
  }

  return {
    run,
    start() {
      unlisten = store.listen(({ name, data }) => {
        if (MOVES.has(name)) ask()
        // A customer's word may begin a lease.
        if (name === 'message-added' && data['role'] === 'customer') {
          sleepUntil(clock.now() + silent.shortest)
        }
      })
      ask()
    },
    async close() {
      ended = true
      unlisten()
      timer?.cancel()
      await running
    },
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
