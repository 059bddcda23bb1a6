import { DAY, HOUR, type Instant, MINUTE, type Millis } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { SessionId } from '../conversation/message.js'
import type { TurnTrace } from '../conversation/turn-trace.js'
import type { TriggerFacts } from './trigger.js'

export interface Measured {
  readonly facts: TriggerFacts
  /** What `sameArticleShare` is about. */
  readonly article: string | null
  /** What `sameRuleShare` is about. */
  readonly rule: string | null
}

const WINDOW: Millis = 30 * MINUTE
const INCOMING_WINDOW: Millis = 15 * MINUTE
const WEEKS_BEFORE = 4

/** As the bot itself: from here on, a passage is what a question was about. */
const LIKELY = 0.5

/** More turns than this are a surge whatever they say; the newest are looked at. */
const MOST_TURNS = 2_000

/** Measures what triggers ask for. Reads the record alone, so a restart changes nothing. */
export async function measureFacts(db: Db, now: Instant): Promise<Measured> {
  const [waiting, waitingGrowth, incoming, usual, turns] = await Promise.all([
    countWaiting(db),
    growthOfQueue(db, now - WINDOW),
    countOpened(db, now - INCOMING_WINDOW, now),
    usualRate(db, now),
    turnsSince(db, now - HOUR),
  ])
  const rate = incoming / (INCOMING_WINDOW / MINUTE)
  const recent = turns.filter(({ at }) => at > now - WINDOW)
  const chats = new Set(recent.map(({ session }) => session)).size
  const article = mostOften(recent, ({ trace }) => likelyArticle(trace))
  const rule = mostOften(recent, ({ trace }) =>
    trace.decision === 'hand-over' ? trace.rules[0] : undefined,
  )
  const failed = recent.filter(({ trace }) => trace.facts?.decision === 'failed').length
  const shareOf = (count: number, all: number) => (all === 0 ? null : count / all)
  const worried = turns.filter(({ trace }) =>
    trace.signals.some(({ name }) => name === 'personal-data'),
  )
  return {
    facts: {
      waiting,
      waitingGrowth,
      incoming: rate,
      incomingTimes: usual === null ? null : rate / usual,
      turns: recent.length,
      failedShare: shareOf(failed, recent.length),
      chats,
      sameArticleShare: shareOf(article.chats, chats),
      sameRuleShare: shareOf(rule.chats, chats),
      personalData: new Set(worried.map(({ session }) => session)).size,
    },
    article: article.name,
    rule: rule.name,
  }
}

async function countWaiting(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('service_case')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('status', '=', 'waiting')
    .executeTakeFirstOrThrow()
  return count
}

async function countOpened(db: Db, from: Instant, to: Instant): Promise<number> {
  const { count } = await db
    .selectFrom('session')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('opened_at', '>', from)
    .where('opened_at', '<=', to)
    .executeTakeFirstOrThrow()
  return count
}

/** Visits a minute around this hour of the weeks before; `null` when there were none. */
async function usualRate(db: Db, now: Instant): Promise<number | null> {
  const counts = await Promise.all(
    Array.from({ length: WEEKS_BEFORE }, (_, week) => {
      const then = now - (week + 1) * 7 * DAY
      return countOpened(db, then - HOUR / 2, then + HOUR / 2)
    }),
  )
  // A week without one visit in this hour was before the service began, or a day off.
  const known = counts.filter((count) => count > 0)
  if (known.length === 0) return null
  return known.reduce((sum, count) => sum + count, 0) / known.length / (HOUR / MINUTE)
}

/** How many more wait than at `since`, by the changes of owner in between. */
async function growthOfQueue(db: Db, since: Instant): Promise<number> {
  const after = await ownerChanges(db, since)
  const before = await lastOwners(db, [...new Set(after.map(({ topic }) => topic))], since)
  const last = new Map(after.map((change) => [change.session, change]))
  let growth = 0
  for (const [session, { owner, topic }] of last) {
    const then = before.get(topic)
    const waited = then?.session === session && then.owner === 'queue'
    growth += Number(owner === 'queue') - Number(waited)
  }
  return growth
}

interface OwnerChange {
  readonly topic: string
  readonly session: string
  readonly owner: string
}

async function ownerChanges(db: Db, since: Instant): Promise<readonly OwnerChange[]> {
  const rows = await db
    .selectFrom('event')
    .select(['topic', 'data'])
    .where('name', '=', 'owner-changed')
    .where('at', '>', since)
    .orderBy('number')
    .execute()
  return rows.map(({ topic, data }) => ({ topic, ...JSON.parse(data) }))
}

/** Who owned each conversation when `at` came. */
async function lastOwners(
  db: Db,
  topics: readonly string[],
  at: Instant,
): Promise<ReadonlyMap<string, OwnerChange>> {
  if (topics.length === 0) return new Map()
  const rows = await db
    .selectFrom('event')
    .select(['topic', 'data'])
    .where('topic', 'in', topics.slice(0, MOST_TURNS))
    .where('name', '=', 'owner-changed')
    .where('at', '<=', at)
    .orderBy('number')
    .execute()
  return new Map(rows.map(({ topic, data }) => [topic, { topic, ...JSON.parse(data) }]))
}

interface TracedTurn {
  readonly session: SessionId
  readonly at: Instant
  readonly trace: TurnTrace
}

/** The turns of the bot since then, the newest first. */
async function turnsSince(db: Db, since: Instant): Promise<readonly TracedTurn[]> {
  const rows = await db
    .selectFrom('event')
    .innerJoin('turn_trace', (join) =>
      join.on(sql<boolean>`turn_trace.message_id = json_extract(event.data, '$.message')`),
    )
    .select(['event.at', 'turn_trace.session_id', 'turn_trace.trace'])
    .where('event.name', '=', 'message-added')
    .where('event.at', '>', since)
    .orderBy('event.at', 'desc')
    .limit(MOST_TURNS)
    .execute()
  return rows.map(({ at, session_id, trace }) => ({
    at,
    session: session_id,
    trace: JSON.parse(trace),
  }))
}

function likelyArticle({ passages }: TurnTrace): string | undefined {
  const [best] = passages
  return best && best.probability >= LIKELY ? best.article : undefined
}

/** What most visits have in common, and how many they are. */
function mostOften(
  turns: readonly TracedTurn[],
  nameOf: (turn: TracedTurn) => string | undefined,
): { readonly name: string | null; readonly chats: number } {
  const chats = new Map<string, Set<SessionId>>()
  for (const turn of turns) {
    const name = nameOf(turn)
    if (name !== undefined) chats.set(name, (chats.get(name) ?? new Set()).add(turn.session))
  }
  const [top] = [...chats].sort(([, a], [, b]) => b.size - a.size)
  return top ? { name: top[0], chats: top[1].size } : { name: null, chats: 0 }
}
