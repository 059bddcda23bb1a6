import type { Instant } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { Language } from '../../platform/language.js'
import type { MessageId, SessionId } from './message.js'
import type { TurnTrace } from './turn-trace.js'

/** One turn of the bot, for those who look at many. */
export interface PastTurn {
  readonly message: MessageId
  readonly session: SessionId
  readonly at: Instant
  /** The customer's. */
  readonly language: Language
  readonly trace: TurnTrace
}

/** Where a turn stands in the one order of all: by time, and of one moment by its number. */
interface Place {
  readonly at: Instant
  readonly number: number
}

/**
 * So many at once take the database and the loop for some milliseconds; others have their turn
 * between two pages.
 */
const PAGE = 250

/**
 * The turns of the bot since a moment, oldest first, read page by page.
 *
 * @param most Only so many of the newest, and what is written meanwhile; all when not given.
 */
export async function* pastTurns(
  db: Db,
  since: Instant,
  signal: AbortSignal,
  most?: number,
): AsyncGenerator<PastTurn> {
  const rows = eachTurn(db, { since, ...(most !== undefined && { most }) }, signal, (page) =>
    page
      .select(['message.id', 'message.language', 'turn_trace.session_id', 'turn_trace.trace'])
      .execute(),
  )
  for await (const { id, session_id, at, language, trace } of rows) {
    yield { message: id, session: session_id, at, language, trace: JSON.parse(trace) }
  }
}

/**
 * The same, for those who need other columns.
 *
 * @param read Chooses and reads the columns of one page.
 */
export async function* eachTurn<Row extends Place>(
  db: Db,
  { since, most }: { readonly since: Instant; readonly most?: number },
  signal: AbortSignal,
  read: (page: ReturnType<typeof pageAfter>) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  let last = (most !== undefined && (await placeBefore(db, since, most))) || {
    at: since,
    number: 0,
  }
  while (true) {
    signal.throwIfAborted()
    const rows = await read(pageAfter(db, last))
    yield* rows
    const newest = rows.at(-1)
    if (newest === undefined || rows.length < PAGE) return
    last = newest
  }
}

function pageAfter(db: Db, { at, number }: Place) {
  return db
    .selectFrom('message')
    .innerJoin('turn_trace', 'turn_trace.message_id', 'message.id')
    .select(['message.at', 'message.number'])
    .where('message.role', '=', 'bot')
    .where((is) => is(is.refTuple('message.at', 'message.number'), '>', is.tuple(at, number)))
    .orderBy('message.at')
    .orderBy('message.number')
    .limit(PAGE)
}

/** The turn before the newest `most`; `undefined` when there are no more than those. */
function placeBefore(db: Db, since: Instant, most: number): Promise<Place | undefined> {
  return db
    .selectFrom('message')
    .innerJoin('turn_trace', 'turn_trace.message_id', 'message.id')
    .select(['message.at', 'message.number'])
    .where('message.role', '=', 'bot')
    .where('message.at', '>=', since)
    .orderBy('message.at', 'desc')
    .orderBy('message.number', 'desc')
    .offset(most)
    .limit(1)
    .executeTakeFirst()
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
