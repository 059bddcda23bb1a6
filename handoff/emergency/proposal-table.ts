import type { Selectable } from 'kysely'
import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { Id } from '../../platform/id.js'
import type { Figure } from './trigger.js'

export type ProposalId = Id<'proposal'>

/** A trigger held. It does nothing by itself; a supervisor declares, or dismisses it. */
export interface Proposal {
  readonly id: ProposalId
  /** Id of the plan. */
  readonly plan: string
  /** What was measured, and the limits that it reached. */
  readonly figures: readonly Figure[]
  /** Id of the article that was asked for most; `null` when none was. */
  readonly article: string | null
  /** Id of the rule that fired most; `null` when none did. */
  readonly rule: string | null
  readonly proposedAt: Instant
}

interface ProposalRow {
  id: ProposalId
  plan_id: string
  figures: string
  article: string | null
  rule: string | null
  proposed_at: number
  answer: 'declared' | 'dismissed' | null
  answered_name: string | null
  calmed_at: number | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    emergency_proposal: ProposalRow
  }
}

function rowToProposal(row: Selectable<ProposalRow>): Proposal {
  return {
    id: row.id,
    plan: row.plan_id,
    figures: JSON.parse(row.figures),
    article: row.article,
    rule: row.rule,
    proposedAt: row.proposed_at,
  }
}

export async function insertProposal(db: Db, proposal: Proposal): Promise<void> {
  await db
    .insertInto('emergency_proposal')
    .values({
      id: proposal.id,
      plan_id: proposal.plan,
      figures: JSON.stringify(proposal.figures),
      article: proposal.article,
      rule: proposal.rule,
      proposed_at: proposal.proposedAt,
      answer: null,
      answered_name: null,
      calmed_at: null,
    })
    .execute()
}

/** Those whose trigger still holds and that nobody has answered, the oldest first. */
export async function unansweredProposals(db: Db): Promise<readonly Proposal[]> {
  const rows = await db
    .selectFrom('emergency_proposal')
    .selectAll()
    .where('calmed_at', 'is', null)
    .where('answer', 'is', null)
    .orderBy('proposed_at')
    .execute()
  return rows.map(rowToProposal)
}

/** Plans whose trigger has held since they were proposed, answered or not. */
export async function heldPlans(db: Db): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('emergency_proposal')
    .select('plan_id')
    .where('calmed_at', 'is', null)
    .execute()
  return new Set(rows.map(({ plan_id }) => plan_id))
}

/** The trigger holds no longer: when it does again, the plan is proposed again. */
export async function calmProposal(db: Db, plan: string, at: Instant): Promise<void> {
  await db
    .updateTable('emergency_proposal')
    .set({ calmed_at: at })
    .where('plan_id', '=', plan)
    .where('calmed_at', 'is', null)
    .execute()
}

/** Answers what is open of this plan. Returns whether there was something to answer. */
export async function answerProposal(
  db: Db,
  plan: string,
  answer: 'declared' | 'dismissed',
  name: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('emergency_proposal')
    .set({ answer, answered_name: name })
    .where('plan_id', '=', plan)
    .where('answer', 'is', null)
    .where('calmed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return numUpdatedRows === 1n
}
