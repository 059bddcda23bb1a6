import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type {
  AgentId,
  CaseId,
  ConversationId,
  CustomerId,
  SessionId,
} from '../conversation/message.js'
import type {
  AssignmentReason,
  Case,
  Category,
  Cause,
  CustomerValue,
  Reach,
  Score,
  Service,
  Urgency,
} from './case.js'

export interface ServiceCaseRow {
  id: CaseId
  revision: number
  customer_id: CustomerId
  conversation_id: ConversationId
  session_id: SessionId
  status: Case['status']
  agent_id: AgentId | null
  subject: string
  language: Language
  category: Category
  service: Service
  urgency: Urgency
  rule: string
  opened_at: number
  waiting_since: number
  promised_at: number
  taken_at: number | null
  first_answer_at: number | null
  solved_at: number | null
  cause: Cause | null
  summary: string | null
  lowest_score: Score | null
  reopened: number
  team: string
  skill: string | null
  value: CustomerValue
  reach: Reach
  left_by: AgentId | null
  agent_since: number | null
  agent_because: AssignmentReason | null
  agent_by: AgentId | null
  acted_at: number | null
  /** Who had it last, also when nobody has it now. */
  last_agent_id: AgentId | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    service_case: ServiceCaseRow
  }
}

export function rowToCase(row: ServiceCaseRow): Case {
  const base = {
    id: row.id,
    revision: row.revision,
    customer: row.customer_id,
    conversation: row.conversation_id,
    session: row.session_id,
    subject: row.subject,
    language: row.language,
    category: row.category,
    service: row.service,
    urgency: row.urgency,
    rule: row.rule,
    openedAt: row.opened_at,
    waitingSince: row.waiting_since,
    promisedAt: row.promised_at,
    firstAnswerAt: row.first_answer_at,
    reopened: row.reopened,
    team: row.team,
    skill: row.skill,
    value: row.value,
    reach: row.reach,
  }
  switch (row.status) {
    case 'waiting':
      return { ...base, status: 'waiting', leftBy: row.left_by }
    case 'returned':
      return { ...base, status: 'returned' }
    case 'closed':
      return { ...base, status: 'closed', lowestScore: row.lowest_score }
    case 'assigned':
      return {
        ...base,
        status: 'assigned',
        agent: present(row, 'agent_id'),
        since: present(row, 'agent_since'),
        because: row.agent_because ?? 'took',
        by: row.agent_by,
        actedAt: present(row, 'acted_at'),
      }
    case 'solved':
      return {
        ...base,
        status: 'solved',
        agent: present(row, 'agent_id'),
        solvedAt: present(row, 'solved_at'),
        cause: row.cause ?? 'unknown',
      }
    default:
      return row.status satisfies never
  }
}

function present<Column extends 'agent_id' | 'agent_since' | 'acted_at' | 'solved_at'>(
  row: ServiceCaseRow,
  column: Column,
): NonNullable<ServiceCaseRow[Column]> {
  const value = row[column]
  if (value === null) throw new Error(`Case ${row.id} is ${row.status}, but has no ${column}.`)
  return value
}

/** Who had it and why stay readable after a case left that status; only facts of the new one change. */
function caseToRow(current: Case) {
  return {
    id: current.id,
    customer_id: current.customer,
    conversation_id: current.conversation,
    session_id: current.session,
    status: current.status,
    subject: current.subject,
    language: current.language,
    category: current.category,
    service: current.service,
    urgency: current.urgency,
    rule: current.rule,
    opened_at: current.openedAt,
    waiting_since: current.waitingSince,
    promised_at: current.promisedAt,
    first_answer_at: current.firstAnswerAt,
    reopened: current.reopened,
    team: current.team,
    skill: current.skill,
    value: current.value,
    reach: current.reach,
    ...(current.status === 'waiting' && { agent_id: null, left_by: current.leftBy }),
    ...(current.status === 'assigned' && {
      agent_id: current.agent,
      last_agent_id: current.agent,
      agent_since: current.since,
      agent_because: current.because,
      agent_by: current.by,
      acted_at: current.actedAt,
      left_by: null,
    }),
    ...(current.status === 'solved' && {
      agent_id: current.agent,
      solved_at: current.solvedAt,
      cause: current.cause,
    }),
    ...(current.status === 'closed' && { lowest_score: current.lowestScore }),
  }
}

export async function insertCase(db: Db, current: Case): Promise<void> {
  await db
    .insertInto('service_case')
    .values({
      agent_id: null,
      last_agent_id: null,
      ...caseToRow(current),
      revision: current.revision,
    })
    .execute()
}

/** Writes `next` if nobody wrote since the revision that it carries was read. Returns whether it did. */
export async function saveCase(
  db: Db,
  next: Case,
  also: { readonly summary?: string; readonly takenAt?: Instant } = {},
): Promise<boolean> {
  const { id, ...row } = caseToRow(next)
  const { numUpdatedRows } = await db
    .updateTable('service_case')
    .set({
      ...row,
      ...(also.summary !== undefined && { summary: also.summary }),
      ...(also.takenAt !== undefined && { taken_at: also.takenAt }),
      revision: next.revision + 1,
    })
    .where('id', '=', id)
    .where('revision', '=', next.revision)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}

export async function caseById(db: Db, id: CaseId): Promise<Case | undefined> {
  const row = await db
    .selectFrom('service_case')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()
  return row && rowToCase(row)
}

/** What a person has to do in this session beside this case, begun before waiting. */
export async function otherActiveCase(
  db: Db,
  session: SessionId,
  id: CaseId,
): Promise<Case | undefined> {
  const row = await db
    .selectFrom('service_case')
    .selectAll()
    .where('session_id', '=', session)
    .where('id', '!=', id)
    .where('status', 'in', ['waiting', 'assigned'])
    .orderBy('status')
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst()
  return row && rowToCase(row)
}

/** The cases of a session that people have now. */
export async function assignedCasesOf(db: Db, session: SessionId): Promise<readonly Case[]> {
  const rows = await db
    .selectFrom('service_case')
    .selectAll()
    .where('session_id', '=', session)
    .where('status', '=', 'assigned')
    .execute()
  return rows.map(rowToCase)
}

/** All cases of a session, the oldest first. */
export async function casesOfSession(db: Db, session: SessionId): Promise<readonly Case[]> {
  const rows = await db
    .selectFrom('service_case')
    .selectAll()
    .where('session_id', '=', session)
    .orderBy('opened_at')
    .execute()
  return rows.map(rowToCase)
}

/** Every case that a person has to do something about, in no order; only those of these conversations. */
export async function openCases(
  db: Db,
  conversations?: readonly ConversationId[],
): Promise<readonly Case[]> {
  const open = db
    .selectFrom('service_case')
    .selectAll()
    .where('status', 'in', ['waiting', 'assigned'])
  const rows = conversations ? open.where('conversation_id', 'in', conversations) : open
  return (await rows.execute()).map(rowToCase)
}

/** All cases of one customer, newest first. */
export async function casesOfCustomer(db: Db, customer: CustomerId): Promise<readonly Case[]> {
  const rows = await db
    .selectFrom('service_case')
    .selectAll()
    .where('customer_id', '=', customer)
    .orderBy('opened_at', 'desc')
    .execute()
  return rows.map(rowToCase)
}

/** The case of this session that waits for a person, if there is one. */
export async function waitingCaseOf(db: Db, session: SessionId): Promise<Case | undefined> {
  const row = await db
    .selectFrom('service_case')
    .selectAll()
    .where('session_id', '=', session)
    .where('status', '=', 'waiting')
    .orderBy('opened_at')
    .limit(1)
    .executeTakeFirst()
  return row && rowToCase(row)
}
