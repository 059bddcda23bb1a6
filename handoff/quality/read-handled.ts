import type { Instant, Millis } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import { eventsOfTopics, type StoredEvent } from '../../platform/events/event-table.js'
import { isId } from '../../platform/id.js'
import { COMES_BACK_AT } from '../case/decide.js'
import type { CaseId } from '../conversation/message.js'
import type { DrawReason, Handled } from './quality.js'

/** How many conversations are read at once. */
const AT_ONCE = 300

/**
 * What agents solved from `from` until `to`, as it was known at `to`: what happened later changes
 * nothing, so that a draw can be repeated. Of a case that one agent solved twice, the last time.
 */
export async function readHandled(
  db: Db,
  from: Instant,
  to: Instant,
  longFrom: Millis,
): Promise<readonly Handled[]> {
  const rows = await db
    .selectFrom('service_case')
    .select(['id', 'conversation_id as conversation'])
    .where('solved_at', '>=', from)
    .execute()
  const conversations = [...new Set(rows.map(({ conversation }) => conversation))]
  const cases = new Set(rows.map(({ id }) => id))
  const handled: Handled[] = []
  for (let start = 0; start < conversations.length; start += AT_ONCE) {
    const events = await eventsOfTopics(db, conversations.slice(start, start + AT_ONCE))
    const known = events.filter(({ at, data }) => at < to && cases.has(data['caseId'] as CaseId))
    const byCase = new Map<CaseId, StoredEvent[]>()
    for (const event of known) {
      const id = event.data['caseId'] as CaseId
      byCase.set(id, [...(byCase.get(id) ?? []), event])
    }
    for (const [id, own] of byCase) handled.push(...handledIn(id, own, from, longFrom))
  }
  return handled
}

function handledIn(
  caseId: CaseId,
  events: readonly StoredEvent[],
  from: Instant,
  longFrom: Millis,
): readonly Handled[] {
  const solvings = events.filter(({ name, at }) => name === 'case-solved' && at >= from)
  const byAgent = new Map(
    solvings.flatMap((solving): [Handled['agent'], Handled][] => {
      const agent = solving.data['agent']
      if (!isId('agent', agent)) return []
      const reasons = reasonsOf(solving, events, longFrom)
      return [[agent, { caseId, agent, solvedAt: solving.at, reasons }]]
    }),
  )
  return [...byAgent.values()]
}

function reasonsOf(
  solving: StoredEvent,
  events: readonly StoredEvent[],
  longFrom: Millis,
): readonly DrawReason[] {
  const after = events.filter(({ number }) => number > solving.number)
  const taken = events.findLast(
    ({ name, number }) =>
      number < solving.number && (name === 'case-taken' || name === 'case-transferred'),
  )
  const holds = {
    lowRated: after.some(({ name, data }) => name === 'survey-answered' && isLow(data['lowest'])),
    reopened: after.some(({ name }) => name === 'case-reopened'),
    long: taken !== undefined && solving.at - taken.at >= longFrom,
  } satisfies Record<DrawReason, boolean>
  return (Object.keys(holds) as DrawReason[]).filter((reason) => holds[reason])
}

function isLow(lowest: unknown): boolean {
  return typeof lowest === 'number' && lowest <= COMES_BACK_AT
}
