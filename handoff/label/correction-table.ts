import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { AgentId, ConversationId, MessageId, SessionId } from '../conversation/message.js'

interface CorrectionRow {
  message_id: MessageId
  gold: string
  agent_id: AgentId
  agent_name: string
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    correction: CorrectionRow
  }
}

/** What an agent says of one turn of the bot: which article would have been right. */
export interface Correction {
  /** Ids of articles; empty where none answers. */
  readonly gold: readonly string[]
  readonly agent: AgentId
  readonly agentName: string
  readonly at: Instant
}

/** Keeps the newest correction of a message. */
export async function saveCorrection(
  db: Db,
  message: MessageId,
  { gold, agent, agentName, at }: Correction,
): Promise<void> {
  const values = { gold: JSON.stringify(gold), agent_id: agent, agent_name: agentName, at }
  await db
    .insertInto('correction')
    .values({ message_id: message, ...values })
    .onConflict((conflict) => conflict.column('message_id').doUpdateSet(values))
    .execute()
}

/** The corrections in a conversation, by the bot's message. */
export async function correctionsIn(
  db: Db,
  conversation: ConversationId,
): Promise<ReadonlyMap<MessageId, Correction>> {
  return byMessage(await corrections(db).where('conversation_id', '=', conversation).execute())
}

/** The corrections in these visits, by the bot's message. */
export async function correctionsOf(
  db: Db,
  sessions: readonly SessionId[],
): Promise<ReadonlyMap<MessageId, Correction>> {
  return byMessage(await corrections(db).where('session_id', 'in', sessions).execute())
}

function corrections(db: Db) {
  return db
    .selectFrom('message')
    .innerJoin('correction', 'correction.message_id', 'message.id')
    .selectAll('correction')
}

function byMessage(rows: readonly CorrectionRow[]): ReadonlyMap<MessageId, Correction> {
  return new Map(
    rows.map((row) => [
      row.message_id,
      {
        gold: JSON.parse(row.gold),
        agent: row.agent_id,
        agentName: row.agent_name,
        at: row.at,
      },
    ]),
  )
}
