import type { Generated, Selectable } from 'kysely'
import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { BotMemory } from '../conversation/session.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import type { EmergencyId } from './emergency.js'

/** What a turn of the bot would have led to. */
export interface RehearsedTurn {
  readonly decision: TurnTrace['decision']
  /** The case that would have been opened; `null` when the bot would have gone on. */
  readonly handoff: {
    readonly rule: string
    readonly urgency: string
    readonly team: string | null
  } | null
  readonly memory: BotMemory
}

/** A line of the test conversation of a rehearsal. */
export interface RehearsalLine {
  readonly role: 'customer' | 'bot' | 'agent'
  /** Who played the customer or the agent. */
  readonly name: string
  readonly text: string
  readonly language: Language
  /** `null` of those whom people wrote. */
  readonly turn: RehearsedTurn | null
  readonly at: Instant
}

interface RehearsalLineRow {
  number: Generated<number>
  emergency_id: EmergencyId
  role: RehearsalLine['role']
  name: string
  text: string
  language: Language
  turn: string | null
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    rehearsal_line: RehearsalLineRow
  }
}

export async function insertLine(db: Db, id: EmergencyId, line: RehearsalLine): Promise<void> {
  const turn = line.turn && JSON.stringify(line.turn)
  await db
    .insertInto('rehearsal_line')
    .values({ ...line, turn, emergency_id: id })
    .execute()
}

export async function linesOf(db: Db, id: EmergencyId): Promise<readonly RehearsalLine[]> {
  const rows = await db
    .selectFrom('rehearsal_line')
    .selectAll()
    .where('emergency_id', '=', id)
    .orderBy('number')
    .execute()
  return rows.map(rowToLine)
}

function rowToLine(row: Selectable<RehearsalLineRow>): RehearsalLine {
  const { role, name, text, language, at } = row
  return { role, name, text, language, at, turn: row.turn === null ? null : JSON.parse(row.turn) }
}
