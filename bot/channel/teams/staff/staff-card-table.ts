import type { Address, AgentId, Case, CaseId } from '../../../../handoff/index.js'
import type { Instant } from '../../../../platform/clock.js'
import type { Db } from '../../../../platform/db/tables.js'
import type { Language } from '../../../../platform/language.js'

interface StaffPlaceRow {
  id: 1
  address: string
  language: Language
  set_by: AgentId
  at: number
}

interface StaffCardRow {
  case_id: CaseId
  sent_id: string
  status: string
  alarm: Alarm
}

declare module '../../../../platform/db/tables.js' {
  interface Tables {
    staff_place: StaffPlaceRow
    staff_card: StaffCardRow
  }
}

/** How late somebody is with a case. */
export const ALARMS = ['none', 'warned', 'breached'] as const
export type Alarm = (typeof ALARMS)[number]

/** Where cases are shown to staff. */
export interface StaffPlace {
  readonly address: Address
  readonly language: Language
}

/** What the newest card of a case shows. */
export interface StaffCard {
  readonly caseId: CaseId
  /** Teams' own id of it. */
  readonly sentId: string
  /** The case's status, and who has it. */
  readonly status: string
  readonly alarm: Alarm
}

export function statusOf(current: Case): string {
  return current.status === 'assigned' ? `assigned ${current.agent}` : current.status
}

export async function staffPlace(db: Db): Promise<StaffPlace | undefined> {
  const row = await db.selectFrom('staff_place').selectAll().executeTakeFirst()
  return row && { address: JSON.parse(row.address), language: row.language }
}

export async function saveStaffPlace(
  db: Db,
  { address, language }: StaffPlace,
  by: AgentId,
  at: Instant,
): Promise<void> {
  await removeStaffPlace(db)
  const row = { id: 1, address: JSON.stringify(address), language, set_by: by, at } as const
  await db.insertInto('staff_place').values(row).execute()
}

/** Cards that are there belong to the place, so they are forgotten with it. */
export async function removeStaffPlace(db: Db): Promise<void> {
  await db.deleteFrom('staff_place').execute()
  await db.deleteFrom('staff_card').execute()
}

export async function staffCards(db: Db): Promise<readonly StaffCard[]> {
  const rows = await db.selectFrom('staff_card').selectAll().execute()
  return rows.map((row) => ({
    caseId: row.case_id,
    sentId: row.sent_id,
    status: row.status,
    alarm: row.alarm,
  }))
}

export async function saveStaffCard(db: Db, card: StaffCard): Promise<void> {
  const row = { sent_id: card.sentId, status: card.status, alarm: card.alarm }
  await db
    .insertInto('staff_card')
    .values({ case_id: card.caseId, ...row })
    .onConflict((conflict) => conflict.column('case_id').doUpdateSet(row))
    .execute()
}

export async function deleteStaffCard(db: Db, id: CaseId): Promise<void> {
  await db.deleteFrom('staff_card').where('case_id', '=', id).execute()
}
