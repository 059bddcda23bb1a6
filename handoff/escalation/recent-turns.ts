import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import type { MessageId, SessionId } from '../conversation/message.js'
import type { TurnTrace } from '../conversation/turn-trace.js'

/** One turn of the bot, as it was kept. */
export interface RecentTurn {
  readonly message: MessageId
  readonly session: SessionId
  readonly at: Instant
  readonly trace: TurnTrace
}

/**
 * So many at once take the database and the loop for some milliseconds; others have their turn
 * between two pages.
 */
const PAGE = 250

/** The turns of the bot since `since`, oldest first, read page by page. */
export async function* recentTurns(
  db: Db,
  since: Instant,
  signal: AbortSignal,
): AsyncGenerator<RecentTurn> {
  let last = { at: since, number: 0 }
  while (true) {
    signal.throwIfAborted()
    const rows = await db
      .selectFrom('message')
      .innerJoin('turn_trace', 'turn_trace.message_id', 'message.id')
      .select(['message.id', 'message.number', 'message.at'])
      .select(['turn_trace.session_id', 'turn_trace.trace'])
      .where('message.role', '=', 'bot')
      .where((is) =>
        is(is.refTuple('message.at', 'message.number'), '>', is.tuple(last.at, last.number)),
      )
      .orderBy('message.at')
      .orderBy('message.number')
      .limit(PAGE)
      .execute()
    for (const row of rows) {
      yield {
        message: row.id,
        session: row.session_id,
        at: row.at,
        trace: JSON.parse(row.trace),
      }
    }
    const newest = rows.at(-1)
    if (newest === undefined || rows.length < PAGE) return
    last = newest
  }
}
