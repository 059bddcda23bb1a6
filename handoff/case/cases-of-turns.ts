import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { CaseId, SessionId } from '../conversation/message.js'

/** A turn of the bot, as far as its case is looked for. */
interface CaseOfTurn {
  readonly session: SessionId
  readonly at: Instant
}

/** The case that was opened nearest in time in each turn's session; `null` where there is none. */
export async function casesOfTurns(
  db: Db,
  turns: readonly CaseOfTurn[],
): Promise<readonly (CaseId | null)[]> {
  const sessions = [...new Set(turns.map(({ session }) => session))]
  const cases = await db
    .selectFrom('service_case')
    .select(['id', 'session_id', 'opened_at'])
    .where('session_id', 'in', sessions)
    .execute()
  return turns.map(({ session, at }) => {
    const distance = (row: { readonly opened_at: number }) => Math.abs(row.opened_at - at)
    const [nearest] = cases
      .filter((row) => row.session_id === session)
      .sort((a, b) => distance(a) - distance(b))
    return nearest?.id ?? null
  })
}
