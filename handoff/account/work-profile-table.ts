import type { Db } from '../../platform/db/tables.js'
import type { AgentId } from '../conversation/message.js'

interface WorkProfileRow {
  account_id: AgentId
  /** JSON lists of ids. */
  teams: string
  skills: string
  capacity: number | null
}

declare module '../../platform/db/tables.js' {
  interface Tables {
    work_profile: WorkProfileRow
  }
}

/** Which work a person gets. */
export interface WorkProfile {
  readonly teams: readonly string[]
  readonly skills: readonly string[]
  /** Points held at once; `null` for as many as the handbook says. */
  readonly capacity: number | null
}

export async function saveWorkProfile(
  db: Db,
  agent: AgentId,
  { teams, skills, capacity }: WorkProfile,
): Promise<void> {
  const row = { teams: JSON.stringify(teams), skills: JSON.stringify(skills), capacity }
  await db
    .insertInto('work_profile')
    .values({ account_id: agent, ...row })
    .onConflict((conflict) => conflict.column('account_id').doUpdateSet(row))
    .execute()
}

/** Of those of whom something was said. */
export async function workProfiles(db: Db): Promise<ReadonlyMap<AgentId, WorkProfile>> {
  const rows = await db.selectFrom('work_profile').selectAll().execute()
  return new Map(
    rows.map(({ account_id, teams, skills, capacity }) => [
      account_id,
      { teams: JSON.parse(teams), skills: JSON.parse(skills), capacity },
    ]),
  )
}
