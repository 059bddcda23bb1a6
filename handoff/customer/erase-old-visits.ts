import type { Clock, Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { DueSource } from '../../platform/due/due-timer.js'
import type { Store } from '../../platform/events/store.js'
import type { NewId } from '../../platform/id.js'
import type { CustomerId, SessionId } from '../conversation/message.js'
import { createZone, nextDay, type Zone } from '../triage/zone-time.js'
import { familyOf } from './customer-table.js'
import { type Eraser, sum, VISITS_AT_ONCE } from './erase-customer.js'
import { eraseProfiles, eraseVisits } from './erase-words.js'
import { awaitsCleaning, type Erased, insertErasure } from './erasure-table.js'

export interface OldVisitsDeps {
  readonly store: Pick<Store, 'db' | 'transact'>
  readonly clock: Pick<Clock, 'now'>
  readonly newId: NewId
  readonly eraser: Pick<Eraser, 'clean'>
  readonly forgetWords: () => void
  /** After how many months; `null` for never. */
  readonly afterMonths: number | null
  readonly timeZone: string
}

/** When few are there: everyone waits while the file is cleaned. */
const NIGHT = 3 * 60

/**
 * Erases by itself what is older than the handbook wants it kept, in the night after it became so:
 * visits with the words in them, and the file of whoever has no other visit left. It also cleans
 * the files after an erasure during which the process ended.
 *
 * Off by default; then it only cleans.
 */
export function eraseOldVisits(deps: OldVisitsDeps): DueSource {
  const { store, clock, newId, eraser, afterMonths } = deps
  const zone = createZone(deps.timeZone)

  /** When something of this moment is erased. */
  function dueOf(at: Instant, months: number): Instant {
    return nightAfter(monthsAfter(at, months, zone))
  }

  function nightAfter(at: Instant): Instant {
    return zone.instant(nextDay(zone.wallTime(at).date), NIGHT)
  }

  async function eraseSome(now: Instant, months: number): Promise<Erased> {
    return store.transact(async (tx) => {
      const visits = (await oldestVisits(tx, VISITS_AT_ONCE)).filter(
        ({ at }) => dueOf(at, months) <= now,
      )
      const erased = await eraseVisits(
        tx,
        visits.map(({ id }) => id),
        clock.now(),
      )
      const files = (await filesWithoutVisit(tx, VISITS_AT_ONCE)).filter(
        ({ at }) => dueOf(at, months) <= now,
      )
      for (const { id } of files) await eraseProfiles(tx, await familyOf(tx, id), clock.now())
      if (visits.length + files.length > 0) {
        const erasure = { id: newId('erasure'), customer: null, agent: null, at: clock.now() }
        await insertErasure(tx, { ...erasure, ...erased })
      }
      return { visits: visits.length + files.length, messages: erased.messages }
    })
  }

  return {
    name: 'words that are kept too long',
    async next() {
      if (await awaitsCleaning(store.db)) return clock.now()
      if (afterMonths === null) return undefined
      const [visit] = await oldestVisits(store.db, 1)
      const [file] = await filesWithoutVisit(store.db, 1)
      const moments = [visit, file].flatMap((each) => (each ? [dueOf(each.at, afterMonths)] : []))
      // A case that is closed today may let go of an old visit.
      return Math.min(...moments, nightAfter(clock.now()))
    },
    async run(now) {
      let all: Erased = { visits: 0, messages: 0 }
      if (afterMonths !== null) {
        for (;;) {
          const some = await eraseSome(now, afterMonths)
          all = sum(all, some)
          if (some.visits === 0) break
        }
      }
      if (all.visits > 0) deps.forgetWords()
      await eraser.clean()
    },
  }
}

/** The same day of the month and minute, or the month's last day. */
function monthsAfter(at: Instant, months: number, zone: Zone): Instant {
  const { date, minute } = zone.wallTime(at)
  const first = new Date(Date.UTC(date.year, date.month - 1 + months, 1))
  const [year, month] = [first.getUTCFullYear(), first.getUTCMonth() + 1]
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return zone.instant({ year, month, day: Math.min(date.day, last) }, minute)
}

/** Closed visits that still have words and no case that anyone has to answer, the oldest first. */
async function oldestVisits(
  db: Db,
  limit: number,
): Promise<readonly { readonly id: SessionId; readonly at: Instant }[]> {
  return db
    .selectFrom('session')
    .select(['session.id', 'session.last_message_at as at'])
    .where('erased_at', 'is', null)
    .where('closed_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('service_case')
            .select('service_case.id')
            .whereRef('service_case.session_id', '=', 'session.id')
            .where('status', 'in', ['waiting', 'assigned']),
        ),
      ),
    )
    .orderBy('last_message_at')
    .limit(limit)
    .execute()
}

/** Files of customers of whom no words are left, by when they were last heard of. */
async function filesWithoutVisit(
  db: Db,
  limit: number,
): Promise<readonly { readonly id: CustomerId; readonly at: Instant }[]> {
  const rows = await db
    .selectFrom('customer')
    .select('customer.id')
    .select(({ fn, val }) =>
      fn.coalesce('customer.identified_at', 'customer.created_at', val(0)).as('at'),
    )
    .where('customer.erased_at', 'is', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('session')
            .innerJoin('conversation', 'conversation.id', 'session.conversation_id')
            .select('session.id')
            .whereRef('conversation.customer_id', '=', 'customer.id')
            .where('session.erased_at', 'is', null),
        ),
      ),
    )
    // What a merged file was is part of the one that has its conversations.
    .where('customer.merged_into', 'is', null)
    .orderBy('at')
    .limit(limit)
    .execute()
  return rows.map(({ id, at }) => ({ id, at: Number(at) }))
}
