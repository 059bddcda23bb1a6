import type { Generated, Selectable } from 'kysely'
import type { Instant } from '../clock.js'
import type { Db } from '../db/tables.js'

interface EventRow {
  /** Grows for ever, never reused: the number that live pages and clients continue from. */
  number: Generated<number>
  at: number
  topic: string
  name: string
  data: string
}

declare module '../db/tables.js' {
  interface Tables {
    event: EventRow
  }
}

/** Something that happened, told in noun and past verb: `case-taken`. */
export interface NewEvent {
  /** What it belongs to, such as a conversation's id. Followers choose by it. */
  readonly topic: string
  readonly name: string
  /** Facts as JSON: ids and values, never what a customer wrote. */
  readonly data: Readonly<Record<string, unknown>>
}

export interface StoredEvent extends NewEvent {
  readonly number: number
  readonly at: Instant
}

export async function insertEvent(db: Db, event: NewEvent, at: Instant): Promise<StoredEvent> {
  const { number } = await db
    .insertInto('event')
    .values({ at, topic: event.topic, name: event.name, data: JSON.stringify(event.data) })
    .returning('number')
    .executeTakeFirstOrThrow()
  return { ...event, number, at }
}

/** Events with a greater number than `after`, in order, at most `limit`. */
export async function eventsAfter(
  db: Db,
  after: number,
  limit: number,
  topic?: string,
): Promise<readonly StoredEvent[]> {
  let query = db.selectFrom('event').selectAll().where('number', '>', after)
  if (topic !== undefined) query = query.where('topic', '=', topic)
  return (await query.orderBy('number').limit(limit).execute()).map(rowToEvent)
}

/** All events of these topics, in order. @param topics At most a few hundred. */
export async function eventsOfTopics(
  db: Db,
  topics: readonly string[],
): Promise<readonly StoredEvent[]> {
  const query = db.selectFrom('event').selectAll().where('topic', 'in', topics)
  return (await query.orderBy('number').execute()).map(rowToEvent)
}

function rowToEvent({ number, at, topic, name, data }: Selectable<EventRow>): StoredEvent {
  return { number, at, topic, name, data: JSON.parse(data) }
}

/** Whether exactly this was told before. */
export async function hasEvent(db: Db, { topic, name, data }: NewEvent): Promise<boolean> {
  const row = await db
    .selectFrom('event')
    .select('number')
    .where('topic', '=', topic)
    .where('name', '=', name)
    .where('data', '=', JSON.stringify(data))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function lastEventNumber(db: Db): Promise<number> {
  const row = await db
    .selectFrom('event')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirst()
  return row?.last ?? 0
}
