import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { AgentId, MessageId, SessionId } from '../conversation/message.js'
import type {
  AnswerKind,
  EvalCase,
  EvalCaseId,
  EvalSource,
  GivenLabel,
  LabelKind,
} from './eval-case.js'

interface EvalCaseRow {
  id: EvalCaseId
  text: string
  language: Language
  source: EvalSource
  message_id: MessageId | null
  session_id: SessionId | null
  created_at: number
}

interface EvalLabelRow {
  case_id: EvalCaseId
  agent_id: AgentId
  agent_name: string
  kind: LabelKind
  gold: string
  facts: string
  answer_kind: AnswerKind | null
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    eval_case: EvalCaseRow
    eval_label: EvalLabelRow
  }
}

export async function insertEvalCase(
  db: Db,
  { id, text, language, source, message, session, createdAt }: Omit<EvalCase, 'labels'>,
): Promise<void> {
  await db
    .insertInto('eval_case')
    .values({
      ...{ id, text, language, source },
      message_id: message,
      session_id: session,
      created_at: createdAt,
    })
    .execute()
}

/** Keeps the newest label of each person. */
export async function saveEvalLabel(db: Db, id: EvalCaseId, label: GivenLabel): Promise<void> {
  const row = {
    agent_name: label.agentName,
    kind: label.kind,
    gold: JSON.stringify(label.gold),
    facts: JSON.stringify(label.facts),
    answer_kind: label.answerKind,
    at: label.at,
  }
  await db
    .insertInto('eval_label')
    .values({ case_id: id, agent_id: label.agent, ...row })
    .onConflict((conflict) => conflict.columns(['case_id', 'agent_id']).doUpdateSet(row))
    .execute()
}

/** All cases, the newest first. */
export async function allEvalCases(db: Db): Promise<readonly EvalCase[]> {
  return withLabels(db, await cases(db).execute())
}

export async function evalCaseById(db: Db, id: EvalCaseId): Promise<EvalCase | undefined> {
  return (await withLabels(db, await cases(db).where('id', '=', id).execute()))[0]
}

/** The case that was made of this turn. */
export async function evalCaseOfMessage(db: Db, message: MessageId): Promise<EvalCase | undefined> {
  return (await withLabels(db, await cases(db).where('message_id', '=', message).execute()))[0]
}

/** The cases that have words of these visits. */
export async function evalCasesOf(
  db: Db,
  sessions: readonly SessionId[],
): Promise<readonly EvalCase[]> {
  if (sessions.length === 0) return []
  return withLabels(db, await cases(db).where('session_id', 'in', sessions).execute())
}

function cases(db: Db) {
  return db.selectFrom('eval_case').selectAll().orderBy('created_at', 'desc').orderBy('id')
}

async function withLabels(db: Db, rows: readonly EvalCaseRow[]): Promise<readonly EvalCase[]> {
  if (rows.length === 0) return []
  const labels = await db.selectFrom('eval_label').selectAll().orderBy('at').execute()
  const byCase = new Map<EvalCaseId, EvalLabelRow[]>()
  for (const label of labels)
    byCase.set(label.case_id, [...(byCase.get(label.case_id) ?? []), label])
  return rows.map((row) => ({
    ...{ id: row.id, text: row.text, language: row.language, source: row.source },
    message: row.message_id,
    session: row.session_id,
    createdAt: row.created_at satisfies Instant,
    labels: (byCase.get(row.id) ?? []).map(rowToLabel),
  }))
}

function rowToLabel(row: EvalLabelRow): GivenLabel {
  return {
    agent: row.agent_id,
    agentName: row.agent_name,
    kind: row.kind,
    gold: JSON.parse(row.gold),
    facts: JSON.parse(row.facts),
    answerKind: row.answer_kind,
    at: row.at,
  }
}

export async function deleteEvalCase(db: Db, id: EvalCaseId): Promise<void> {
  await db.deleteFrom('eval_label').where('case_id', '=', id).execute()
  await db.deleteFrom('eval_case').where('id', '=', id).execute()
}

/** Takes away what was made of these visits' words, with its labels. */
export async function deleteEvalCasesOf(db: Db, sessions: readonly SessionId[]): Promise<void> {
  await db
    .deleteFrom('eval_label')
    .where('case_id', 'in', (from) =>
      from.selectFrom('eval_case').select('id').where('session_id', 'in', sessions),
    )
    .execute()
  await db.deleteFrom('eval_case').where('session_id', 'in', sessions).execute()
}
