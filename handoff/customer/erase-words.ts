import type { Instant } from '../../platform/clock.js'
import type { Db } from '../../platform/db/tables.js'
import { redactEvents } from '../../platform/events/redact-events.js'
import type { ConversationId, CustomerId, SessionId } from '../conversation/message.js'
import { EMPTY_MEMORY } from '../conversation/session.js'
import { deleteEvalCasesOf } from '../eval-case/eval-case-table.js'
import { deleteSatisfactionOf } from '../satisfaction/satisfaction-table.js'
import { deleteUploadsOf } from '../upload/upload-table.js'
import type { Erased } from './erasure-table.js'

/** Fields of events whose texts the program or the handbook chose; all other texts are erased. */
export const EVENT_TEXTS_KEPT: ReadonlySet<string> = new Set([
  'category',
  'clock',
  'deed',
  'format',
  'owner',
  'reach',
  'reason',
  'role',
  'rule',
  'skill',
  'state',
  'tag',
  'team',
  'urgency',
  'value',
  'verdict',
])

/**
 * Takes the words out of these visits: what the customer wrote, what was answered, and what was
 * noted or learned from it. Rows that figures are counted from stay, without words.
 *
 * @param sessions At most a few hundred.
 */
export async function eraseVisits(
  tx: Db,
  sessions: readonly SessionId[],
  now: Instant,
): Promise<Erased> {
  if (sessions.length === 0) return { visits: 0, messages: 0 }
  const { numUpdatedRows } = await tx
    .updateTable('message')
    .set({ text: '', extras: '{}', channel_id: null })
    .where('session_id', 'in', sessions)
    .executeTakeFirstOrThrow()
  await tx.deleteFrom('turn_trace').where('session_id', 'in', sessions).execute()
  await deleteUploadsOf(tx, sessions)
  await deleteSatisfactionOf(tx, sessions)
  await deleteEvalCasesOf(tx, sessions)
  await tx
    .deleteFrom('correction')
    .where('message_id', 'in', (from) =>
      from.selectFrom('message').select('id').where('session_id', 'in', sessions),
    )
    .execute()
  await tx
    .updateTable('survey_answer')
    .set({ words: '' })
    .where('survey_id', 'in', (from) =>
      from.selectFrom('survey_request').select('id').where('session_id', 'in', sessions),
    )
    .execute()
  await eraseCases(tx, sessions)
  await tx
    .updateTable('session')
    .set({ memory: JSON.stringify(EMPTY_MEMORY), erased_at: now })
    .where('id', 'in', sessions)
    .execute()
  const through = await lastMessageIn(tx, sessions)
  for (const { topic, at } of through) await redactEvents(tx, [topic], EVENT_TEXTS_KEPT, at)
  return { visits: sessions.length, messages: Number(numUpdatedRows) }
}

async function eraseCases(tx: Db, sessions: readonly SessionId[]): Promise<void> {
  const rows = await tx
    .selectFrom('service_case')
    .select('id')
    .where('session_id', 'in', sessions)
    .execute()
  const cases = rows.map(({ id }) => id)
  if (cases.length === 0) return
  await tx
    .updateTable('service_case')
    .set({ subject: '', summary: null })
    .where('id', 'in', cases)
    .execute()
  await tx.deleteFrom('case_note').where('case_id', 'in', cases).execute()
  await tx.updateTable('visit_try').set({ words: '' }).where('case_id', 'in', cases).execute()
  await tx
    .updateTable('quality_score')
    .set({ words: '', answer: null })
    .where('sample_id', 'in', (from) =>
      from.selectFrom('quality_sample').select('id').where('case_id', 'in', cases),
    )
    .execute()
}

async function lastMessageIn(tx: Db, sessions: readonly SessionId[]) {
  return tx
    .selectFrom('session')
    .select('conversation_id as topic')
    .select(({ fn }) => fn.max('last_message_at').as('at'))
    .where('id', 'in', sessions)
    .groupBy('conversation_id')
    .execute()
}

/** Takes out of the files who they are, and all that agents keep about them. */
export async function eraseProfiles(
  tx: Db,
  customers: readonly CustomerId[],
  now: Instant,
): Promise<void> {
  await tx
    .updateTable('customer')
    .set({
      name: '',
      shop_id: null,
      phone: null,
      phone_verified: 0,
      email: null,
      facts: null,
      identified_at: null,
      set_value: null,
      set_value_reason: null,
      set_value_by: null,
      set_value_at: null,
      erased_at: now,
    })
    .where('id', 'in', customers)
    .execute()
  await tx.deleteFrom('customer_tag').where('customer_id', 'in', customers).execute()
  await tx.deleteFrom('customer_note').where('customer_id', 'in', customers).execute()
  const conversations = await conversationsOf(tx, customers)
  // Unique for each conversation, and nobody's: who comes back there is someone new.
  for (const id of conversations) {
    await tx
      .updateTable('conversation')
      .set({ channel_user: `erased:${id}`, address: null })
      .where('id', '=', id)
      .execute()
  }
  await redactEvents(tx, [...customers, ...conversations], EVENT_TEXTS_KEPT)
}

async function conversationsOf(
  tx: Db,
  customers: readonly CustomerId[],
): Promise<readonly ConversationId[]> {
  const rows = await tx
    .selectFrom('conversation')
    .select('id')
    .where('customer_id', 'in', customers)
    .execute()
  return rows.map(({ id }) => id)
}
