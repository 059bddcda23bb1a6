import type { Clock, Instant, Millis } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { Case, Urgency } from './case.js'
import { ENOUGH_CASES, expectedWaitMinutes } from './expected-wait.js'
import { countWaitingBefore, recentServiceTimes } from './queue-table.js'

/** What of a case decides who serves it, and when. */
export type Queued = Pick<
  Case,
  'team' | 'skill' | 'language' | 'category' | 'urgency' | 'value' | 'openedAt' | 'reach'
>

/** The people who are there for a case. */
export interface Serving {
  /** The teams whose queues they serve, that of the case included. */
  readonly teams: readonly string[]
  /** How many cases like this one they hold at once; 0 when nobody is there. */
  readonly slots: number
}

export interface QueueNoticeDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly serving: (db: Db, queued: Queued) => Promise<Serving>
  readonly isOpen: (at: Instant) => boolean
  /** The moment when this much opening time has passed. */
  readonly addOpenTime: (at: Instant, time: Millis) => Instant
  /** Within which time a person answers first. Source: T4. */
  readonly firstResponse: Readonly<Record<Urgency, Millis>>
  readonly words: {
    readonly queuePlace: (language: Language, place: number, minutes: number) => string
    readonly outOfHours: (language: Language, promisedAt: Instant) => string
    readonly nobodyPresent: (language: Language, promisedAt: Instant) => string
  }
}

export interface QueueNotice {
  readonly promisedAt: Instant
  /** What the customer is told about the wait. */
  readonly text: string
}

const MEASURED_CASES = 20

/**
 * What a customer who comes into the queue now is promised: a place and a time while people are
 * there; else the time by which someone answers, and that a message can be left.
 *
 * @param language In which it is said.
 * @param waiting The customer's case, when it is in the queue already or was before: it keeps its
 *   place, and a promise that was made is never put off.
 */
export async function queueNotice(
  db: Db,
  queued: Queued,
  language: Language,
  deps: QueueNoticeDeps,
  waiting?: Pick<Case, 'id' | 'promisedAt'>,
): Promise<QueueNotice> {
  const { words } = deps
  const now = deps.clock.now()
  const due = deps.addOpenTime(now, deps.firstResponse[queued.urgency])
  const promisedAt = Math.min(due, waiting?.promisedAt ?? due)
  // Nobody is promised a time that has passed.
  const told = promisedAt > now ? promisedAt : due
  if (!deps.isOpen(now)) return { promisedAt, text: words.outOfHours(language, told) }
  const { teams, slots } = await deps.serving(db, queued)
  if (slots === 0) return { promisedAt, text: words.nobodyPresent(language, told) }
  const place = (await countWaitingBefore(db, { ...queued, promisedAt }, teams, waiting?.id)) + 1
  const minutes = expectedWaitMinutes(place, slots, await serviceTimes(db, queued.team))
  return { promisedAt, text: words.queuePlace(language, place, minutes) }
}

/** The team's own while it has enough, since a complaint takes longer than a question. */
async function serviceTimes(db: Db, team: string): Promise<readonly Millis[]> {
  const own = await recentServiceTimes(db, MEASURED_CASES, team)
  return own.length < ENOUGH_CASES ? recentServiceTimes(db, MEASURED_CASES) : own
}
