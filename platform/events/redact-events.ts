import type { Instant } from '../clock.js'
import type { Db } from '../db/tables.js'
import { isAnyId } from '../id.js'

/**
 * Takes what could be words out of the payloads of events, in the transaction at hand. The events
 * themselves stay, with their numbers, moments, topics and names, so that the log stays whole and
 * figures can be rolled up from it again.
 *
 * Payloads have other fields in each version that wrote them, so nothing is known of their shape:
 * numbers, truth values and ids stay wherever they are, texts only in the fields that `keep` names.
 *
 * @param keep Names of fields whose texts the program chose, such as `urgency`.
 * @param through Only events up to this moment.
 * @returns How many were changed.
 */
export async function redactEvents(
  tx: Db,
  topics: readonly string[],
  keep: ReadonlySet<string>,
  through: Instant = Number.MAX_SAFE_INTEGER,
): Promise<number> {
  if (topics.length === 0) return 0
  const rows = await tx
    .selectFrom('event')
    .select(['number', 'data'])
    .where('topic', 'in', topics)
    .where('at', '<=', through)
    .execute()
  let changed = 0
  for (const { number, data } of rows) {
    const redacted = JSON.stringify(redact(JSON.parse(data), keep, false))
    if (redacted === data) continue
    await tx.updateTable('event').set({ data: redacted }).where('number', '=', number).execute()
    changed++
  }
  return changed
}

function redact(value: unknown, keep: ReadonlySet<string>, isKept: boolean): unknown {
  if (typeof value === 'string') return isKept || isAnyId(value) ? value : ''
  if (Array.isArray(value)) return value.map((each) => redact(each, keep, isKept))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, redact(each, keep, keep.has(name))]),
  )
}
