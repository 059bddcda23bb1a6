import type { Clock, Instant, Millis } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import { eventsOfTopics, type StoredEvent } from '../../platform/events/event-table.js'
import type { Case } from '../case/case.js'
import { casesOfCustomer } from '../case/case-table.js'
import type { CustomerId } from '../conversation/message.js'
import { answersOf, type VisitAnswer } from '../survey/survey-table.js'
import { type CustomerNote, customerNotesOf } from './customer-note-table.js'
import { type Profile, samePerson, standingFor } from './customer-table.js'
import type { CustomerValues, ValueReading } from './customer-values.js'
import { isUndoable } from './merge-files.js'
import { type Merge, mergesInto } from './merge-table.js'
import { tagsOf } from './tag-table.js'
import {
  type ChannelIdentity,
  channelsOf,
  type PastVisit,
  type ReturnVisit,
  returnVisitsIn,
  visitsOf,
} from './visit-queries.js'

/** Everything that the page of one customer shows. */
export interface CustomerFile {
  readonly profile: Profile
  readonly value: ValueReading
  /** Ids, in the order in which they were added. */
  readonly tags: readonly string[]
  /** Newest first, like all lists that follow. */
  readonly notes: readonly CustomerNote[]
  readonly channels: readonly ChannelIdentity[]
  readonly visits: readonly PastVisit[]
  readonly cases: readonly Case[]
  readonly scores: readonly VisitAnswer[]
  readonly returnVisits: readonly ReturnVisit[]
  /** Files that are probably of the same person. */
  readonly same: readonly Profile[]
  readonly merges: readonly (Merge & { readonly undoableUntil: Instant | null })[]
  /** What was done with the file, from the event log. */
  readonly record: readonly StoredEvent[]
}

/** More than anyone reads; the export has all. */
const MOST_VISITS = 200
const MOST_RECORDED = 50

export interface CustomerFileDeps {
  readonly clock: Pick<Clock, 'now'>
  readonly values: CustomerValues
  readonly undoneWithin: Millis
}

/** Of a file that has gone up in another, the other is read. */
export async function readCustomerFile(
  db: Db,
  id: CustomerId,
  { clock, values, undoneWithin }: CustomerFileDeps,
): Promise<CustomerFile | undefined> {
  const profile = await standingFor(db, id)
  if (!profile) return undefined
  const [value, tags, notes, channels, visits, cases, same, merges, record] = await Promise.all([
    values.read(db, profile),
    tagsOf(db, profile.id),
    customerNotesOf(db, profile.id),
    channelsOf(db, profile.id),
    visitsOf(db, profile.id, MOST_VISITS),
    casesOfCustomer(db, profile.id),
    samePerson(db, profile),
    mergesInto(db, profile.id),
    eventsOfTopics(db, [profile.id]),
  ])
  const [scores, returnVisits] = await Promise.all([
    answersOf(
      db,
      visits.map(({ session }) => session),
    ),
    returnVisitsIn(
      db,
      channels.map(({ conversation }) => conversation),
    ),
  ])
  return {
    profile,
    value,
    tags: tags.map(({ tag }) => tag),
    notes,
    channels,
    visits,
    cases,
    scores,
    returnVisits,
    same,
    merges: merges.map((merge) => ({
      ...merge,
      undoableUntil: isUndoable(merge, clock.now(), undoneWithin) ? merge.at + undoneWithin : null,
    })),
    record: record.toReversed().slice(0, MOST_RECORDED),
  }
}
