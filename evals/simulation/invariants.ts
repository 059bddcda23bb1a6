import {
  type AgentId,
  type ConversationId,
  canServe,
  hasRoom,
  pointsOf,
} from '../../handoff/index.js'
import { type Instant, MINUTE, type Millis } from '../../platform/clock.js'
import type { Store } from '../../platform/events/store.js'
import type { AtWork } from './agents.js'
import type { Customer } from './customers.js'
import type { Centre } from './open-centre.js'

/** What must never happen, with what did. */
export interface Broken {
  /** Waited past its promise while somebody able sat idle. */
  readonly stranded: readonly string[]
  /** Nobody's: waits and is in no queue, or is somebody's who may not speak. */
  readonly ownerless: readonly string[]
  /** Two may speak, or the record of who has it and of who may speak differ. */
  readonly doubleOwned: readonly string[]
  readonly spokenByOthers: readonly string[]
  readonly lost: readonly string[]
}

/** Whoever has just come free may need a moment to see what waits. */
const A_MOMENT: Millis = 2 * MINUTE

/** Looks at all cases as they are now. */
export async function checkNow(
  centre: Centre,
  atWork: readonly AtWork[],
): Promise<Pick<Broken, 'stranded' | 'ownerless' | 'doubleOwned'>> {
  const { store, clock, teams } = centre
  const now = clock.now()
  const active = await store.db
    .selectFrom('service_case')
    .leftJoin('session', 'session.id', 'service_case.session_id')
    .selectAll('service_case')
    .select(['session.owner_kind', 'session.owner_agent', 'session.closed_at'])
    .where('status', 'in', ['waiting', 'assigned'])
    .execute()
  const stranded: string[] = []
  const ownerless: string[] = []
  const doubleOwned: string[] = []
  const late = active.filter((row) => row.status === 'waiting' && isLate(row, centre, now))
  const idle = late.length === 0 ? [] : await idlePeople(centre, atWork, now)
  for (const row of late) {
    const free = idle.find(
      (person) => canServe(person, row, 'told') && hasRoom(person, pointsOf(teams, row)),
    )
    const speaks = row.owner_kind === 'agent' && row.owner_agent !== free?.agent
    if (free && !speaks) stranded.push(`${row.id} while ${free.name} is free`)
  }
  for (const row of active) {
    if (row.status === 'assigned') {
      if (row.closed_at !== null) ownerless.push(`${row.id} is assigned in a closed visit`)
      else if (row.owner_kind !== 'agent' || row.owner_agent !== row.agent_id) {
        doubleOwned.push(`${row.id} is of ${row.agent_id}, and ${row.owner_agent} speaks`)
      }
    }
  }
  const open = await store.db
    .selectFrom('session')
    .selectAll()
    .where('closed_at', 'is', null)
    .execute()
  const visits = new Map<ConversationId, number>()
  for (const session of open) {
    const { conversation_id: conversation, owner_kind: kind } = session
    visits.set(conversation, (visits.get(conversation) ?? 0) + 1)
    const here = active.filter((row) => row.conversation_id === conversation)
    if (kind === 'queue' && !here.some(({ status }) => status === 'waiting')) {
      ownerless.push(`${session.id} waits without a case`)
    }
    if (kind === 'agent' && !here.some(({ agent_id }) => agent_id === session.owner_agent)) {
      ownerless.push(`${session.id} is of ${session.owner_agent} without a case`)
    }
  }
  for (const [conversation, count] of visits) {
    if (count > 1) doubleOwned.push(`${conversation} has ${count} open visits`)
  }
  return { stranded, ownerless, doubleOwned }
}

/** Once somebody has answered, the promise is kept; who waits anew may wait as long as at first. */
function isLate(row: WaitingRow, { calendar, level }: Centre, now: Instant): boolean {
  const target = level.firstResponse[row.urgency]
  const due =
    row.first_answer_at === null
      ? row.promised_at
      : calendar.addTime('open', row.waiting_since, target)
  return Math.max(due, row.waiting_since) + A_MOMENT < now
}

interface WaitingRow {
  readonly urgency: 'normal' | 'urgent'
  readonly promised_at: Instant
  readonly waiting_since: Instant
  readonly first_answer_at: Instant | null
}

async function idlePeople(centre: Centre, atWork: readonly AtWork[], now: Instant) {
  const people = await centre.colleagues()
  return people.filter((person) => {
    const since = atWork.find(({ agent }) => agent === person.agent)?.idleSince() ?? null
    return person.state === 'available' && since !== null && since + A_MOMENT < now
  })
}

/** Replays the whole log: whoever spoke was the owner at that moment, and every word is there. */
export async function checkLog(
  store: Store,
  customers: ReadonlyMap<ConversationId, Customer>,
): Promise<Pick<Broken, 'spokenByOthers' | 'lost'>> {
  const spokenByOthers: string[] = []
  const lost: string[] = []
  for (const { conversation, sent, seen } of customers.values()) {
    const log = await store.readAfter(0, { topic: conversation, limit: 100_000 })
    const messages = await store.db
      .selectFrom('message')
      .selectAll()
      .where('conversation_id', '=', conversation)
      .orderBy('number')
      .execute()
    const byNumber = new Map(messages.map((message) => [message.number, message]))
    const speaks = new Map<unknown, AgentId | 'bot' | 'queue'>()
    for (const { number, name, data } of log) {
      if (name === 'owner-changed') {
        const { owner, agent, session } = data
        speaks.set(session, owner === 'agent' ? (agent as AgentId) : (owner as 'bot' | 'queue'))
      }
      const message = byNumber.get(number)
      if (name !== 'message-added' || message?.role !== 'agent') continue
      const owner = speaks.get(data['session']) ?? 'bot'
      if (owner !== message.agent_id) {
        spokenByOthers.push(`${message.id} by ${message.agent_id} while ${owner} speaks`)
      }
    }
    const stored = messages.filter(({ role }) => role === 'customer').map(({ text }) => text)
    if (stored.join('\n') !== sent.join('\n')) {
      lost.push(`${conversation}: ${sent.length} sent, ${stored.length} stored`)
    }
    for (const { number, id } of messages) {
      if (!seen.has(number)) lost.push(`${id} did not reach the customer`)
    }
  }
  return { spokenByOthers, lost }
}
