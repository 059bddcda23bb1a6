import type { Instant, Millis } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { AgentId, CaseId } from '../conversation/message.js'
import type { Case } from './case.js'
import { rowToCase } from './case-table.js'
import { promisedSpan, SAME_PROMISE } from './queue-order.js'

/**
 * How many waiting cases are to be served before this one.
 *
 * @param teams Whose people serve it; a case that has widened to everyone is theirs too.
 * @param except Not counted: the case itself, when it waits already.
 */
export async function countWaitingBefore(
  db: Db,
  current: Pick<Case, 'urgency' | 'promisedAt' | 'value' | 'openedAt'>,
  teams: readonly string[],
  except?: CaseId,
): Promise<number> {
  const { urgency, promisedAt, value, openedAt } = current
  const span = Math.floor(promisedAt / SAME_PROMISE)
  let query = db
    .selectFrom('service_case')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'waiting')
    .where((is) => is.or([is('team', 'in', teams), is('reach', 'in', ['everyone', 'told'])]))
    .where((is) =>
      is.or([
        is('urgency', '>', urgency),
        is.and([is('urgency', '=', urgency), is(promisedSpan, '<', span)]),
        is.and([is('urgency', '=', urgency), is(promisedSpan, '=', span), is('value', '>', value)]),
        is.and([
          is('urgency', '=', urgency),
          is(promisedSpan, '=', span),
          is('value', '=', value),
          is('opened_at', '<=', openedAt),
        ]),
      ]),
    )
  if (except !== undefined) query = query.where('id', '!=', except)
  return (await query.executeTakeFirstOrThrow()).count
}

/**
 * How long the latest solved cases took from being taken to being solved, newest first.
 *
 * @param team Only cases of this team; without one, of all.
 */
export async function recentServiceTimes(
  db: Db,
  limit: number,
  team?: string,
): Promise<readonly Millis[]> {
  let query = db
    .selectFrom('service_case')
    .select(['taken_at', 'solved_at'])
    .where('solved_at', 'is not', null)
    .where('taken_at', 'is not', null)
    .orderBy('solved_at', 'desc')
    .limit(limit)
  if (team !== undefined) query = query.where('team', '=', team)
  return (await query.execute()).map((row) => (row.solved_at ?? 0) - (row.taken_at ?? 0))
}

/** How many cases of one weight an agent has. */
export interface Load extends Pick<Case, 'category' | 'urgency'> {
  readonly agent: AgentId
  readonly count: number
}

export async function loads(db: Db): Promise<readonly Load[]> {
  const rows = await db
    .selectFrom('service_case')
    .select(({ fn }) => ['agent_id', 'category', 'urgency', fn.countAll<number>().as('count')])
    .where('status', '=', 'assigned')
    .groupBy(['agent_id', 'category', 'urgency'])
    .execute()
  return rows.flatMap(({ agent_id: agent, ...load }) =>
    agent === null ? [] : [{ agent, ...load }],
  )
}

/** A case that waits, with what decides who may get it. */
export interface WaitingCase {
  readonly case: Extract<Case, { status: 'waiting' }>
  /** Who served it, or this customer's last case; `null` for nobody. */
  readonly earlierAgent: AgentId | null
  /** Who is speaking with the customer about another case; `null` for no person. */
  readonly speaker: AgentId | null
}

/** More than are given in one go; the rest is looked at when these have moved. */
const MOST_WAITING = 200

/** Those that wait, in the order in which they are to be served. */
export async function waitingCases(db: Db): Promise<readonly WaitingCase[]> {
  const rows = await db
    .selectFrom('service_case')
    .selectAll('service_case')
    .select((from) => [
      from
        .selectFrom('service_case as earlier')
        .select('earlier.last_agent_id')
        .whereRef('earlier.customer_id', '=', 'service_case.customer_id')
        .where('earlier.last_agent_id', 'is not', null)
        .orderBy(sql`earlier.id = service_case.id`, 'desc')
        .orderBy('earlier.opened_at', 'desc')
        .limit(1)
        .as('earlier_agent'),
      // The customer may have gone on in a newer visit than the case's own.
      from
        .selectFrom('session')
        .select('session.owner_agent')
        .whereRef('session.conversation_id', '=', 'service_case.conversation_id')
        .where('session.closed_at', 'is', null)
        .limit(1)
        .as('speaker'),
    ])
    .where('status', '=', 'waiting')
    .orderBy('urgency', 'desc')
    .orderBy(promisedSpan)
    .orderBy('value', 'desc')
    .orderBy('opened_at')
    .limit(MOST_WAITING)
    .execute()
  return rows.flatMap((row) => {
    const waiting = rowToCase(row)
    if (waiting.status !== 'waiting') return []
    return [{ case: waiting, earlierAgent: row.earlier_agent, speaker: row.speaker }]
  })
}

/** A case that an agent has, with what decides how long. */
export interface HeldCase {
  readonly case: Extract<Case, { status: 'assigned' }>
  /** Since when the customer waits for a word of this agent; `null` while the agent had the last. */
  readonly customerWaitsSince: Instant | null
}

/** @param only Just this one, if it is held. */
export async function heldCases(db: Db, only?: CaseId): Promise<readonly HeldCase[]> {
  let query = db
    .selectFrom('service_case')
    .selectAll('service_case')
    .select((from) =>
      from
        .selectFrom('message')
        .select(({ fn }) => fn.max('message.number').as('number'))
        .whereRef('message.session_id', '=', 'service_case.session_id')
        .whereRef('message.agent_id', '=', 'service_case.agent_id')
        .whereRef('message.at', '>=', 'service_case.agent_since')
        .as('last_word'),
    )
    .where('status', '=', 'assigned')
  if (only !== undefined) query = query.where('service_case.id', '=', only)
  const rows = await query.execute()
  const unanswered = await firstUnanswered(db, only)
  return rows.flatMap((row) => {
    const held = rowToCase(row)
    if (held.status !== 'assigned') return []
    // Whoever has said nothing yet is waited for since they got it.
    const waits = row.last_word === null ? held.since : (unanswered.get(held.id) ?? null)
    return [{ case: held, customerWaitsSince: waits }]
  })
}

/** When the customer first wrote after the last word of the agent, of each held case. */
async function firstUnanswered(
  db: Db,
  only: CaseId | undefined,
): Promise<ReadonlyMap<CaseId, Instant>> {
  let query = db
    .selectFrom('service_case')
    .innerJoin('message', 'message.session_id', 'service_case.session_id')
    .select((from) => ['service_case.id', from.fn.min('message.at').as('at')])
    .where('service_case.status', '=', 'assigned')
    .where('message.role', '=', 'customer')
    .where((is) =>
      is(
        'message.number',
        '>',
        is
          .selectFrom('message as own')
          .select(({ fn }) => fn.max('own.number').as('number'))
          .whereRef('own.session_id', '=', 'service_case.session_id')
          .whereRef('own.agent_id', '=', 'service_case.agent_id'),
      ),
    )
    .groupBy('service_case.id')
  if (only !== undefined) query = query.where('service_case.id', '=', only)
  return new Map((await query.execute()).map(({ id, at }) => [id, at]))
}
