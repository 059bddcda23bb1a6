import type { Clock, Instant, Millis } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { Case, Urgency } from './case.js'
import { countWaitingBefore, recentServiceTimes } from './case-table.js'
import { expectedWaitMinutes } from './expected-wait.js'

export interface QueueNoticeDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly presentCount: (db: Db) => Promise<number>
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
 * @param waiting The customer's case, when it is in the queue already: it keeps its place, and a
 *   promise that was made is never put off.
 */
export async function queueNotice(
  db: Db,
  urgency: Urgency,
  language: Language,
  deps: QueueNoticeDeps,
  waiting?: Pick<Case, 'id' | 'promisedAt'>,
): Promise<QueueNotice> {
  const { words } = deps
  const now = deps.clock.now()
  const due = deps.addOpenTime(now, deps.firstResponse[urgency])
  const promisedAt = Math.min(due, waiting?.promisedAt ?? due)
  // Nobody is promised a time that has passed.
  const told = promisedAt > now ? promisedAt : due
  if (!deps.isOpen(now)) return { promisedAt, text: words.outOfHours(language, told) }
  const present = await deps.presentCount(db)
  if (present === 0) return { promisedAt, text: words.nobodyPresent(language, told) }
  const place = (await countWaitingBefore(db, { urgency, promisedAt }, waiting?.id)) + 1
  const minutes = expectedWaitMinutes(place, present, await recentServiceTimes(db, MEASURED_CASES))
  return { promisedAt, text: words.queuePlace(language, place, minutes) }
}
