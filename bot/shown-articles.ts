import { firstTurnAt, shownArticlesSince } from '../handoff/index.js'
import { dayOf, type ShownArticles } from '../knowledge/index.js'
import { type Clock, DAY } from '../platform/clock.js'
import type { Db } from '../platform/db/tables.js'

/** An article that nobody needed for so long may go. */
const LOOKED_BACK = 180 * DAY

/** What customers were shown, from the record of the bot's turns; `null` before there is one. */
export async function shownArticles(
  db: Db,
  clock: Pick<Clock, 'now'>,
): Promise<ShownArticles | null> {
  const first = await firstTurnAt(db)
  if (first === null) return null
  const since = Math.max(first, clock.now() - LOOKED_BACK)
  return { since: dayOf(since), shown: await shownArticlesSince(db, since) }
}
