import type { Db } from '../../platform/db/tables.js'
import type { Case } from '../case/case.js'
import { caseById } from '../case/case-table.js'
import type { AgentId, CaseId } from '../conversation/message.js'
import { customerById } from '../customer/customer-table.js'
import type { VisitKey, VisitKind, VisitResult, VisitTry } from './visit.js'

interface VisitTryRow {
  case_id: CaseId
  clock: VisitKind
  round: number
  number: number
  agent_id: AgentId
  agent_name: string
  result: VisitResult
  words: string
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    visit_try: VisitTryRow
  }
}

/** @param number Which try of this visit it is, from 1. */
export async function insertTry(
  db: Db,
  { caseId, kind, round }: VisitKey,
  number: number,
  { agent, agentName, result, words, at }: VisitTry,
): Promise<void> {
  await db
    .insertInto('visit_try')
    .values({
      case_id: caseId,
      clock: kind,
      round,
      number,
      agent_id: agent,
      agent_name: agentName,
      result,
      words,
      at,
    })
    .execute()
}

/** All tries of visits to these cases, in order. */
export async function triesOf(
  db: Db,
  cases: readonly CaseId[],
): Promise<readonly (VisitKey & VisitTry)[]> {
  if (cases.length === 0) return []
  const rows = await db
    .selectFrom('visit_try')
    .selectAll()
    .where('case_id', 'in', cases)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({
    caseId: row.case_id,
    kind: row.clock,
    round: row.round,
    agent: row.agent_id,
    agentName: row.agent_name,
    result: row.result,
    words: row.words,
    at: row.at,
  }))
}

/** These cases, and the names of their customers. */
export async function visitedCases(
  db: Db,
  cases: readonly CaseId[],
): Promise<ReadonlyMap<CaseId, { readonly case: Case; readonly customer: string }>> {
  const found = new Map<CaseId, { readonly case: Case; readonly customer: string }>()
  for (const id of cases) {
    const current = await caseById(db, id)
    const customer = current && (await customerById(db, current.customer))
    if (current) found.set(id, { case: current, customer: customer?.name ?? '' })
  }
  return found
}
