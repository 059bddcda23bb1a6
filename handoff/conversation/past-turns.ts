import type { Instant } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { TurnTrace } from './turn-trace.js'

/** One turn of the bot, for those who look at many. */
export interface PastTurn {
  readonly trace: TurnTrace
  /** The customer's. */
  readonly language: Language
}

/** The bot's turns since a moment, newest first. @param most More are not read. */
export async function turnsSince(
  db: Db,
  since: Instant,
  most: number,
): Promise<readonly PastTurn[]> {
  const rows = await db
    .selectFrom('message')
    .innerJoin('turn_trace', 'turn_trace.message_id', 'message.id')
    .select(['turn_trace.trace', 'message.language'])
    .where('message.at', '>=', since)
    .orderBy('message.at', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ trace, language }) => ({ trace: JSON.parse(trace), language }))
}

/** Articles that the bot answered from or offered since a moment, with how often. */
export async function shownArticlesSince(
  db: Db,
  since: Instant,
): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ article: string; count: number }>`
    select json_extract(passage.value, '$.article') as article, count(*) as count
    from message
    join turn_trace on turn_trace.message_id = message.id,
      json_each(turn_trace.trace, '$.passages') as passage
    where message.at >= ${since} and (
      (json_extract(turn_trace.trace, '$.decision') = 'answer' and passage.key = 0)
      or (json_extract(turn_trace.trace, '$.decision') = 'ask-back' and passage.key < 3)
    )
    group by 1`.execute(db)
  return new Map(rows.map(({ article, count }) => [article, Number(count)]))
}

/** When the bot first spoke; `null` where it never did. */
export async function firstTurnAt(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('message')
    .innerJoin('turn_trace', 'turn_trace.message_id', 'message.id')
    .select('message.at')
    .orderBy('message.at')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}
