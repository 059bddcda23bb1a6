import { expect, test } from 'vitest'
import { openTestCustomers } from './open-test-customers.js'

/** Which columns hold what. A new table has to be put here, and into the erasure if it must be. */
const WORDLESS: Readonly<Record<string, readonly string[]>> = {
  account: ['id', 'login', 'name', 'role', 'languages', 'password_hash'],
  case_note: ['agent_name', 'kind'],
  conversation: ['channel', 'language'],
  correction: ['gold', 'agent_name'],
  customer: ['language', 'set_value', 'merged_into'],
  customer_merge: ['moved', 'undone_by', 'agent_name'],
  customer_note: ['agent_name'],
  customer_tag: [],
  delivery: ['state', 'problem', 'detail', 'closed_by', 'closed_because'],
  desk_session: ['digest'],
  // What staff say about the shop, and what they play in a rehearsal.
  emergency: [
    'mode',
    'plan',
    'banner',
    'reply',
    'topic',
    'declared_by',
    'declared_name',
    'ended_by',
    'ended_name',
    'lesson',
  ],
  emergency_proposal: ['figures', 'article', 'rule', 'answer', 'answered_name'],
  emergency_step: ['agent_name'],
  erasure: [],
  event: ['topic', 'name'],
  message: ['role', 'agent_name', 'language'],
  presence: ['state', 'reason'],
  rating: ['verdict'],
  service_case: [
    'status',
    'language',
    'category',
    'service',
    'urgency',
    'rule',
    'cause',
    'team',
    'skill',
    'value',
    'reach',
    'left_by',
    'agent_because',
    'agent_by',
  ],
  session: ['owner_kind', 'owner_agent', 'language'],
  rehearsal_line: ['role', 'name', 'text', 'language', 'turn'],
  sign_in_link: ['digest'],
  quality_day: ['day'],
  quality_sample: ['day', 'week'],
  quality_score: ['scorer_name'],
  staff_card: ['status', 'alarm'],
  staff_place: ['address', 'language', 'set_by'],
  survey_answer: ['service'],
  survey_case: [],
  survey_request: [],
  visit_try: ['clock', 'agent_name', 'result'],
  turn_trace: [],
  work_profile: ['teams', 'skills'],
}

/** What `erase-words.ts` empties, overwrites or deletes with its row. */
const ERASED: Readonly<Record<string, readonly string[]>> = {
  case_note: ['text'],
  conversation: ['channel_user', 'address'],
  customer: ['name', 'shop_id', 'phone', 'email', 'facts', 'set_value_reason', 'set_value_by'],
  customer_note: ['text'],
  customer_tag: ['tag'],
  eval_case: ['text', 'language', 'source'],
  eval_label: ['agent_name', 'kind', 'gold', 'facts', 'answer_kind'],
  event: ['data'],
  message: ['text', 'channel_id', 'extras'],
  service_case: ['subject', 'summary'],
  session: ['memory'],
  session_satisfaction: ['class', 'reasons'],
  quality_score: ['words', 'answer'],
  survey_answer: ['words'],
  visit_try: ['words'],
  turn_trace: ['trace'],
  upload: ['name', 'type', 'digest'],
}

test('every column of text is known to be erased, or to hold no words of a customer', async () => {
  await using desk = await openTestCustomers()
  const tables = await desk.store.db.introspection.getTables({ withInternalKyselyTables: false })

  const unknown = tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ dataType }) => dataType.toLowerCase() === 'text')
      .filter(({ name: column }) => column !== 'id' && !column.endsWith('_id'))
      .filter(({ name: column }) => !(WORDLESS[name] ?? []).includes(column))
      .filter(({ name: column }) => !(ERASED[name] ?? []).includes(column))
      .map(({ name: column }) => `${name}.${column}`),
  )

  expect(tables.length).toBeGreaterThan(10)
  expect(unknown).toEqual([])
})
