import type { Db } from '../../platform/db/tables.js'
import type { AgentId } from '../conversation/message.js'
import type { Case } from './case.js'
import { rowToCase } from './case-table.js'
import { promisedSpan } from './queue-order.js'

/** Which cases a list of the desk shows. */
export type CaseView = 'mine' | 'queue' | 'all' | 'solved'

export const LIST_LIMIT = 300

/** Those to do in the order in which they are to be served, those done with the newest first. */
export async function casesInView(
  db: Db,
  view: CaseView,
  agent: AgentId,
): Promise<readonly Case[]> {
  const all = db.selectFrom('service_case').selectAll().limit(LIST_LIMIT)
  const inView = {
    mine: all.where('status', '=', 'assigned').where('agent_id', '=', agent),
    queue: all.where('status', '=', 'waiting'),
    all: all.where('status', 'in', ['waiting', 'assigned']),
    solved: all.where('status', 'in', ['solved', 'closed', 'returned']),
  }[view]
  const sorted =
    view === 'solved'
      ? inView.orderBy('opened_at', 'desc')
      : inView
          .orderBy('urgency', 'desc')
          .orderBy(promisedSpan)
          .orderBy('value', 'desc')
          .orderBy('opened_at')
          .orderBy('id')
  return (await sorted.execute()).map(rowToCase)
}
