import type { openReader } from '../../platform/db/open-db.js'

type Reader = Awaited<ReturnType<typeof openReader>>

export interface ClockAudit {
  /** How much was told of each kind that time alone brings about. */
  readonly told: Readonly<Record<string, number>>
  /** One clock in one round, or one visit, told more than once. */
  readonly twice: number
  /** Told before the moment that was promised. */
  readonly early: number
  readonly surveys: number
}

const BY_TIME = ['clock-warned', 'clock-breached', 'session-closed']

/** What time has brought about since an event, held against what each clock promised. */
export async function auditClocks(db: Reader, after: number): Promise<ClockAudit> {
  const events = await db
    .selectFrom('event')
    .select(['name', 'at', 'topic', 'data'])
    .where('number', '>', after)
    .where('name', 'in', BY_TIME)
    .orderBy('number')
    .execute()
  const told: Record<string, number> = {}
  const seen = new Set<string>()
  let twice = 0
  let early = 0
  for (const { name, at, topic, data } of events) {
    told[name] = (told[name] ?? 0) + 1
    const facts = JSON.parse(data) as Readonly<Record<string, unknown>>
    const { caseId, clock, round, session, dueAt } = facts
    const key = JSON.stringify([name, topic, caseId, clock, round, session])
    if (seen.has(key)) twice++
    seen.add(key)
    if (name === 'clock-breached' && Number(dueAt) > at) early++
  }
  const { surveys } = await db
    .selectFrom('survey_request')
    .select(({ fn }) => fn.countAll<number>().as('surveys'))
    .executeTakeFirstOrThrow()
  return { told, twice, early, surveys }
}

/** Open visits that the bot serves, or that wait in the queue. */
export async function countOpen(db: Reader, owner: 'bot' | 'queue'): Promise<number> {
  const { open } = await db
    .selectFrom('session')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('closed_at', 'is', null)
    .where('owner_kind', '=', owner)
    .executeTakeFirstOrThrow()
  return open
}

/** Messages that the bot has still to answer. */
export async function countUnanswered(db: Reader): Promise<number> {
  const { count } = await db
    .selectFrom('message')
    .innerJoin('session', 'session.id', 'message.session_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('session.closed_at', 'is', null)
    .where('session.owner_kind', '=', 'bot')
    .where('message.role', '=', 'customer')
    .whereRef('message.number', '>', 'session.answered_through')
    .executeTakeFirstOrThrow()
  return count
}

export async function lastEvent(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('event')
    .select(({ fn }) => fn.max('number').as('last'))
    .executeTakeFirst()
  return row?.last ?? 0
}
