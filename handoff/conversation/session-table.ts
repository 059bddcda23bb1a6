import type { ExpressionBuilder } from 'kysely'
import type { Instant } from '../../platform/clock.js'
import type { Db, Tables } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { AgentId, ConversationId, SessionId } from './message.js'
import type { BotMemory, Owner, Session } from './session.js'

interface SessionRow {
  id: SessionId
  conversation_id: ConversationId
  owner_kind: Owner['kind']
  owner_agent: AgentId | null
  owner_turn: number
  language: Language
  opened_at: number
  last_message_at: number
  closed_at: number | null
  answered_through: number
  memory: string
  /** When its words were erased. */
  erased_at: number | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    session: SessionRow
  }
}

function rowToSession(row: SessionRow): Session {
  return {
    id: row.id,
    conversation: row.conversation_id,
    owner: rowToOwner(row),
    language: row.language,
    openedAt: row.opened_at,
    lastMessageAt: row.last_message_at,
    closedAt: row.closed_at,
    answeredThrough: row.answered_through,
    memory: JSON.parse(row.memory),
  }
}

function rowToOwner(row: SessionRow): Owner {
  const turn = row.owner_turn
  if (row.owner_kind !== 'agent') return { kind: row.owner_kind, turn }
  if (row.owner_agent === null)
    throw new Error(`Session ${row.id} is an agent's, without an agent.`)
  return { kind: 'agent', agent: row.owner_agent, turn }
}

function ownerToColumns(owner: Owner) {
  return {
    owner_kind: owner.kind,
    owner_agent: owner.kind === 'agent' ? owner.agent : null,
    owner_turn: owner.turn,
  }
}

export async function insertSession(db: Db, session: Session): Promise<void> {
  await db
    .insertInto('session')
    .values({
      id: session.id,
      conversation_id: session.conversation,
      ...ownerToColumns(session.owner),
      language: session.language,
      opened_at: session.openedAt,
      last_message_at: session.lastMessageAt,
      closed_at: session.closedAt,
      answered_through: session.answeredThrough,
      memory: JSON.stringify(session.memory),
    })
    .execute()
}

export async function sessionById(db: Db, id: SessionId): Promise<Session | undefined> {
  const row = await db.selectFrom('session').selectAll().where('id', '=', id).executeTakeFirst()
  return row && rowToSession(row)
}

/** The session that is open in this conversation; there is at most one. */
export async function openSession(
  db: Db,
  conversation: ConversationId,
): Promise<Session | undefined> {
  const row = await db
    .selectFrom('session')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  return row && rowToSession(row)
}

export async function sessionsOf(
  db: Db,
  conversation: ConversationId,
): Promise<readonly Session[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('conversation_id', '=', conversation)
    .orderBy('opened_at')
    .execute()
  return rows.map(rowToSession)
}

/** Open sessions of the bot in which the customer wrote something that it has not dealt with. */
export async function sessionsToAnswer(db: Db): Promise<readonly Session[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('owner_kind', '=', 'bot')
    .where(hasUnanswered)
    .execute()
  return rows.map(rowToSession)
}

function hasUnanswered({ exists, selectFrom }: ExpressionBuilder<Tables, 'session'>) {
  return exists(
    selectFrom('message')
      .select('message.number')
      .whereRef('message.session_id', '=', 'session.id')
      .where('message.role', '=', 'customer')
      .whereRef('message.number', '>', 'session.answered_through'),
  )
}

/** Open sessions of the bot in which nobody has written since `before`, and nothing is unanswered. */
export async function silentSessions(db: Db, before: Instant): Promise<readonly Session[]> {
  const rows = await db
    .selectFrom('session')
    .selectAll()
    .where('closed_at', 'is', null)
    .where('owner_kind', '=', 'bot')
    .where('last_message_at', '<', before)
    .where((all) => all.not(hasUnanswered(all)))
    .execute()
  return rows.map(rowToSession)
}

/** When the last message came in the answered session of the bot that has been silent longest. */
export async function oldestOpenMessage(db: Db): Promise<Instant | undefined> {
  const row = await db
    .selectFrom('session')
    .select(({ fn }) => fn.min('last_message_at').as('oldest'))
    .where('closed_at', 'is', null)
    .where('owner_kind', '=', 'bot')
    .where((all) => all.not(hasUnanswered(all)))
    .executeTakeFirst()
  return row?.oldest ?? undefined
}

/** What of a session changes; each key that is given is written. */
export interface SessionChange {
  readonly owner?: Owner
  readonly language?: Language
  readonly lastMessageAt?: Instant
  readonly closedAt?: Instant | null
  readonly answeredThrough?: number
  readonly memory?: BotMemory
}

export async function updateSession(db: Db, id: SessionId, change: SessionChange): Promise<void> {
  await db
    .updateTable('session')
    .set({
      ...(change.owner && ownerToColumns(change.owner)),
      ...(change.language && { language: change.language }),
      ...(change.lastMessageAt !== undefined && { last_message_at: change.lastMessageAt }),
      ...(change.closedAt !== undefined && { closed_at: change.closedAt }),
      ...(change.answeredThrough !== undefined && { answered_through: change.answeredThrough }),
      ...(change.memory && { memory: JSON.stringify(change.memory) }),
    })
    .where('id', '=', id)
    .execute()
}
