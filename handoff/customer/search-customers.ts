import type { Instant } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import type { CustomerValue } from '../case/case.js'
import type { CustomerId } from '../conversation/message.js'
import { bareNumber } from './shop-identity.js'

/** One line of the list of customers. */
export interface FoundCustomer {
  readonly id: CustomerId
  readonly name: string
  readonly shopId: string | null
  readonly phone: string | null
  readonly erasedAt: Instant | null
  /** As a supervisor set it; what the rule says stands on the page. */
  readonly setValue: CustomerValue | null
  readonly lastVisitAt: Instant | null
  readonly visits: number
  /** Where the words were found, in the customer's own; `null` when by something else. */
  readonly words: string | null
}

/** More are not read through; who is not among them is found by another word. */
export const MOST_FOUND = 50

/**
 * Words are looked for in so many of the newest messages: reading them takes the one connection
 * 20 ms, 90 ms on a busy machine (`customers.bench.ts`). An index of words would be faster, and
 * keep a second copy of all that customers wrote.
 */
export const MESSAGES_SEARCHED = 50_000

export interface SearchOptions {
  /** Teams whose cases are not for whoever searches: the words of those visits are left out. */
  readonly hiddenTeams: readonly string[]
}

const SHORTEST_WORDS = 2
const PHONE_END = 4

/**
 * Customers by name, shop id, the end of a phone number, an id of ours, or words that they wrote:
 * the first four before those found by words alone, each by the newest visit. An empty query
 * gives those who were here last.
 */
export async function searchCustomers(
  db: Db,
  query: string,
  { hiddenTeams }: SearchOptions,
): Promise<readonly FoundCustomer[]> {
  const sought = query.trim()
  if (sought === '') return listCustomers(db, await latestVisitors(db))
  const named = await byProfile(db, sought)
  const rest = MOST_FOUND - named.length
  const said =
    rest > 0 && sought.length >= SHORTEST_WORDS ? await byWords(db, sought, hiddenTeams) : []
  const words = new Map(said.map(({ id, text }) => [id, text]))
  const others = said.map(({ id }) => id).filter((id) => !named.includes(id))
  const found = [
    ...(await listCustomers(db, named)),
    ...(await listCustomers(db, others.slice(0, Math.max(0, rest)))),
  ]
  return found.map((each) =>
    named.includes(each.id) ? each : { ...each, words: excerpt(words.get(each.id) ?? '', sought) },
  )
}

async function latestVisitors(db: Db): Promise<readonly CustomerId[]> {
  const rows = await db
    .selectFrom('session')
    .innerJoin('conversation', 'conversation.id', 'session.conversation_id')
    .select('conversation.customer_id as id')
    .orderBy('session.last_message_at', 'desc')
    .limit(MOST_FOUND * 2)
    .execute()
  return [...new Set(rows.map(({ id }) => id))].slice(0, MOST_FOUND)
}

async function byProfile(db: Db, sought: string): Promise<readonly CustomerId[]> {
  const digits = bareNumber(sought)
  const isNumber = /^[\d\s()+-]+$/.test(sought) && digits.length >= PHONE_END
  const rows = await db
    .selectFrom('customer')
    .select('id')
    .where('merged_into', 'is', null)
    .where((is) =>
      is.or([
        is('id', '=', sought as CustomerId),
        is('shop_id', '=', sought),
        is.and([is('name', '!=', ''), sql<boolean>`instr(lower(name), lower(${sought})) > 0`]),
        ...(isNumber
          ? [
              is.and([
                sql<boolean>`substr(phone, -4) = ${digits.slice(-PHONE_END)}`,
                sql<boolean>`phone like ${`%${digits}`}`,
              ]),
            ]
          : []),
      ]),
    )
    .limit(MOST_FOUND)
    .execute()
  return rows.map(({ id }) => id)
}

/** Each customer once, with the newest message that holds the words. */
async function byWords(
  db: Db,
  sought: string,
  hiddenTeams: readonly string[],
): Promise<readonly { readonly id: CustomerId; readonly text: string }[]> {
  let query = db
    .selectFrom((from) =>
      from
        .selectFrom('message')
        .select(['number', 'conversation_id', 'session_id', 'role', 'text'])
        .orderBy('number', 'desc')
        .limit(MESSAGES_SEARCHED)
        .as('recent'),
    )
    .innerJoin('conversation', 'conversation.id', 'recent.conversation_id')
    .select(['conversation.customer_id as id', 'recent.text'])
    .where('recent.role', '=', 'customer')
    .where(sql<boolean>`instr(lower(recent.text), lower(${sought})) > 0`)
    .orderBy('recent.number', 'desc')
    .limit(MOST_FOUND * 4)
  if (hiddenTeams.length > 0) {
    query = query.where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('service_case')
            .select('service_case.id')
            .whereRef('service_case.session_id', '=', 'recent.session_id')
            .where('service_case.team', 'in', hiddenTeams),
        ),
      ),
    )
  }
  const rows = await query.execute()
  const first = new Map<CustomerId, string>()
  for (const { id, text } of rows) if (!first.has(id)) first.set(id, text)
  return [...first].map(([id, text]) => ({ id, text }))
}

async function listCustomers(
  db: Db,
  ids: readonly CustomerId[],
): Promise<readonly FoundCustomer[]> {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('customer')
    .leftJoin('conversation', 'conversation.customer_id', 'customer.id')
    .leftJoin('session', 'session.conversation_id', 'conversation.id')
    .select([
      'customer.id',
      'customer.name',
      'customer.shop_id as shopId',
      'customer.phone',
      'customer.set_value as setValue',
      'customer.erased_at as erasedAt',
    ])
    .select(({ fn }) => [
      fn.max('session.last_message_at').as('lastVisitAt'),
      fn.count<number>('session.id').as('visits'),
    ])
    .where('customer.id', 'in', ids)
    .groupBy('customer.id')
    .orderBy('lastVisitAt', 'desc')
    .orderBy('customer.id')
    .execute()
  return rows.map((row) => ({ ...row, words: null }))
}

const AROUND = 24

/** The found words with a little of what stands around them. */
function excerpt(text: string, sought: string): string {
  const at = text.toLowerCase().indexOf(sought.toLowerCase())
  const from = Math.max(0, at - AROUND)
  const to = at + sought.length + AROUND
  const cut = text.slice(from, to).replace(/\s+/g, ' ').trim()
  return `${from > 0 ? '…' : ''}${cut}${to < text.length ? '…' : ''}`
}

/** Pairs of files that are probably of one person, the newest identity first. */
export async function probablySame(
  db: Db,
): Promise<readonly { readonly kept: CustomerId; readonly merged: CustomerId }[]> {
  const rows = await db
    .selectFrom('customer as kept')
    .innerJoin('customer as merged', (join) =>
      join.on((is) =>
        is.or([
          is('merged.shop_id', '=', is.ref('kept.shop_id')),
          is.and([
            // By the index; the whole number is compared after it.
            sql<boolean>`substr(merged.phone, -4) = substr(kept.phone, -4)`,
            is('merged.phone', '=', is.ref('kept.phone')),
            is('merged.phone_verified', '=', 1),
            is('kept.phone_verified', '=', 1),
          ]),
        ]),
      ),
    )
    .select(['kept.id as kept', 'merged.id as merged'])
    .where(sql<boolean>`(kept.created_at, kept.id) < (merged.created_at, merged.id)`)
    .where('kept.merged_into', 'is', null)
    .where('merged.merged_into', 'is', null)
    .where('kept.erased_at', 'is', null)
    .where('merged.erased_at', 'is', null)
    .orderBy('merged.identified_at', 'desc')
    .limit(MOST_FOUND)
    .execute()
  return rows
}
