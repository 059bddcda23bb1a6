import type { Selectable } from 'kysely'
import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { AgentId } from '../conversation/message.js'
import type { Emergency, EmergencyId, Mode, Person } from './emergency.js'

interface EmergencyRow {
  id: EmergencyId
  plan_id: string
  mode: Mode
  plan: string
  banner: string
  reply: string
  topic: string
  declared_by: AgentId
  declared_name: string
  declared_at: number
  until: number
  ended_at: number | null
  ended_by: AgentId | null
  ended_name: string | null
  lesson: string | null
}

interface StepRow {
  emergency_id: EmergencyId
  step: number
  agent_id: AgentId
  agent_name: string
  at: number
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    emergency: EmergencyRow
    emergency_step: StepRow
  }
}

function rowToEmergency(row: Selectable<EmergencyRow>): Emergency {
  const by =
    row.ended_by === null ? null : { id: row.ended_by, name: row.ended_name ?? row.ended_by }
  return {
    id: row.id,
    plan: JSON.parse(row.plan),
    mode: row.mode,
    banner: JSON.parse(row.banner),
    reply: JSON.parse(row.reply),
    topic: JSON.parse(row.topic),
    declaredBy: { id: row.declared_by, name: row.declared_name },
    declaredAt: row.declared_at,
    until: row.until,
    end: row.ended_at === null ? null : { at: row.ended_at, by, lesson: row.lesson },
  }
}

function emergencyToRow(emergency: Emergency): EmergencyRow {
  const { plan, declaredBy, end } = emergency
  return {
    id: emergency.id,
    plan_id: plan.id,
    mode: emergency.mode,
    plan: JSON.stringify(plan),
    banner: JSON.stringify(emergency.banner),
    reply: JSON.stringify(emergency.reply),
    topic: JSON.stringify(emergency.topic),
    declared_by: declaredBy.id,
    declared_name: declaredBy.name,
    declared_at: emergency.declaredAt,
    until: emergency.until,
    ended_at: end?.at ?? null,
    ended_by: end?.by?.id ?? null,
    ended_name: end?.by?.name ?? null,
    lesson: end?.lesson ?? null,
  }
}

export async function insertEmergency(db: Db, emergency: Emergency): Promise<void> {
  await db.insertInto('emergency').values(emergencyToRow(emergency)).execute()
}

export async function updateEmergency(db: Db, emergency: Emergency): Promise<void> {
  const { id, ...row } = emergencyToRow(emergency)
  await db.updateTable('emergency').set(row).where('id', '=', id).execute()
}

export async function emergencyById(db: Db, id: EmergencyId): Promise<Emergency | undefined> {
  const row = await db.selectFrom('emergency').selectAll().where('id', '=', id).executeTakeFirst()
  return row && rowToEmergency(row)
}

/** All of them, the oldest first: a few a year. */
export async function allEmergencies(db: Db): Promise<readonly Emergency[]> {
  const rows = await db.selectFrom('emergency').selectAll().orderBy('declared_at').execute()
  return rows.map(rowToEmergency)
}

/** Not ended yet, the oldest first; one of them may be past its time. */
export async function openEmergencies(db: Db): Promise<readonly Emergency[]> {
  const rows = await db
    .selectFrom('emergency')
    .selectAll()
    .where('ended_at', 'is', null)
    .orderBy('declared_at')
    .execute()
  return rows.map(rowToEmergency)
}

/** A step that somebody ticked off. */
export interface DoneStep {
  /** From 0. */
  readonly step: number
  readonly by: Person
  readonly at: Instant
}

export async function doneSteps(db: Db, id: EmergencyId): Promise<readonly DoneStep[]> {
  const rows = await db
    .selectFrom('emergency_step')
    .selectAll()
    .where('emergency_id', '=', id)
    .orderBy('step')
    .execute()
  return rows.map(({ step, agent_id, agent_name, at }) => ({
    step,
    by: { id: agent_id, name: agent_name },
    at,
  }))
}

/** Who ticked it off first stays. Returns whether it was open. */
export async function insertDoneStep(
  db: Db,
  id: EmergencyId,
  { step, by, at }: DoneStep,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto('emergency_step')
    .values({ emergency_id: id, step, agent_id: by.id, agent_name: by.name, at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function deleteDoneStep(db: Db, id: EmergencyId, step: number): Promise<void> {
  await db
    .deleteFrom('emergency_step')
    .where('emergency_id', '=', id)
    .where('step', '=', step)
    .execute()
}
