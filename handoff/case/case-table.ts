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
import type { Case, Category, Cause, Score, Service, Urgency } from './case.js'

interface ServiceCaseRow {
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
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    service_case: ServiceCaseRow
  }
}

function rowToCase(row: ServiceCaseRow): Case {
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
  }
  switch (row.status) {
    case 'waiting':
      return { ...base, status: 'waiting' }
    case 'returned':
      return { ...base, status: 'returned' }
    case 'closed':
      return { ...base, status: 'closed', lowestScore: row.lowest_score }
    case 'assigned':
      return { ...base, status: 'assigned', agent: present(row, 'agent_id') }
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

function present<Column extends 'agent_id' | 'solved_at'>(
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
    ...(current.status === 'waiting' && { agent_id: null }),
    ...(current.status === 'assigned' && { agent_id: current.agent }),
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
    .values({ agent_id: null, ...caseToRow(current), revision: current.revision })
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

/** Which cases a list of the desk shows, the one that is due first on top. */
export type CaseView = 'mine' | 'queue' | 'all' | 'solved'

const LIST_LIMIT = 300

export async function casesInView(
  db: Db,
  view: CaseView,
  agent: AgentId,
): Promise<readonly Case[]> {
  const all = db.selectFrom('service_case').selectAll().limit(LIST_LIMIT)
  const inView = {
    mine: all.where('status', '=', 'assigned').where('agent_id', '=', agent),
    queue: all.where('status', '=', 'waiting'),
    all: all.where('status', 'in', ['waiting', 'assigned']),
    solved: all.where('status', 'in', ['solved', 'closed', 'returned']),
  }[view]
  const sorted =
    view === 'solved'
      ? inView.orderBy('opened_at', 'desc')
      : inView.orderBy('urgency', 'desc').orderBy('promised_at').orderBy('opened_at')
  return (await sorted.execute()).map(rowToCase)
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

/**
 * How many waiting cases the desk lists before one of this urgency and promise.
 *
 * @param except Not counted: the case itself, when it waits already.
 */
export async function countWaitingBefore(
  db: Db,
  { urgency, promisedAt }: Pick<Case, 'urgency' | 'promisedAt'>,
  except?: CaseId,
): Promise<number> {
  let query = db
    .selectFrom('service_case')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'waiting')
    .where((is) =>
      is.or([
        is('urgency', '>', urgency),
        is.and([is('urgency', '=', urgency), is('promised_at', '<=', promisedAt)]),
      ]),
    )
  if (except !== undefined) query = query.where('id', '!=', except)
  return (await query.executeTakeFirstOrThrow()).count
}

/** How long the latest solved cases took from being taken to being solved, newest first. */
export async function recentServiceTimes(db: Db, limit: number): Promise<readonly number[]> {
  const rows = await db
    .selectFrom('service_case')
    .select(['taken_at', 'solved_at'])
    .where('solved_at', 'is not', null)
    .where('taken_at', 'is not', null)
    .orderBy('solved_at', 'desc')
    .limit(limit)
    .execute()
  return rows.map((row) => (row.solved_at ?? 0) - (row.taken_at ?? 0))
}
