import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Id } from '../../platform/id.js'
import type { AgentId, CaseId } from '../conversation/message.js'

interface NoteRow {
  id: Id<'note'>
  case_id: CaseId
  agent_id: AgentId
  agent_name: string
  text: string
  at: number
  kind: Note['kind']
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    case_note: NoteRow
  }
}

/** What stands between the messages for colleagues; the customer never sees it. */
export interface Note {
  readonly id: Id<'note'>
  /**
   * Written by a person; or kept by the desk itself: its agent was silent, or gone, so that the
   * case came back; or a supervisor decided about it, with their words or none.
   */
  readonly kind: 'written' | 'silent' | 'gone' | 'forced'
  readonly agent: AgentId
  readonly agentName: string
  readonly text: string
  readonly at: Instant
}

export async function insertNote(db: Db, caseId: CaseId, note: Note): Promise<void> {
  await db
    .insertInto('case_note')
    .values({
      id: note.id,
      case_id: caseId,
      agent_id: note.agent,
      agent_name: note.agentName,
      text: note.text,
      at: note.at,
      kind: note.kind,
    })
    .execute()
}

/** The notes on a case, oldest first. */
export async function notesOf(db: Db, caseId: CaseId): Promise<readonly Note[]> {
  const rows = await db
    .selectFrom('case_note')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('at')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    agent: row.agent_id,
    agentName: row.agent_name,
    text: row.text,
    at: row.at,
    kind: row.kind,
  }))
}
