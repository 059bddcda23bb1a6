import { expect, test } from 'vitest'
import { sql } from '../../platform/db/kysely.js'
import { migrate } from '../../platform/db/migrate.js'
import { openDb } from '../../platform/db/open-db.js'
import { eventMigrations } from '../../platform/events/migrations.js'
import type { CaseId } from '../conversation/message.js'
import { casesAskedAbout, latestSurvey } from '../survey/survey-table.js'
import { handoffMigrations } from './index.js'

const SURVEY = '2026-11-26-survey'
const CASE = 'case_000000000001' as CaseId

/** A case that was rated 1, came back, was solved again, and is asked about a second time. */
async function openEarlier() {
  const before = Object.entries(handoffMigrations).filter(([name]) => name < SURVEY)
  const db = await openDb(':memory:', [eventMigrations, Object.fromEntries(before)])
  const run = (text: string) => sql.raw(text).execute(db)
  await run(
    `insert into customer (id, name, language, created_at) values ('customer_1', '', 'zh-Hans', 1)`,
  )
  await run(
    `insert into conversation values ('conversation_1', 'customer_1', 'webchat', 'v', 'zh-Hans', 1)`,
  )
  await run(
    `insert into session values ('session_1', 'conversation_1', 'bot', null, 4, 'zh-Hans', 1, 9, 9, 0, '{}', null)`,
  )
  await run(`insert into service_case
    (id, revision, customer_id, conversation_id, session_id, status, agent_id, subject, language,
     category, service, urgency, rule, opened_at, waiting_since, promised_at, solved_at, reopened)
    values ('${CASE}', 5, 'customer_1', 'conversation_1', 'session_1', 'solved', 'agent_1', '退款',
     'zh-Hans', 'order', 'in-sales', 'urgent', 'request', 1, 1, 1, 9, 1)`)
  for (const number of [3, 8]) {
    await run(`insert into message values (${number}, 'message_00000000000${number}',
      'conversation_1', 'session_1', 'bot', null, null, '请评价', 'zh-Hans', ${number}, null,
      '{"survey":{"caseId":"${CASE}"}}')`)
  }
  await run(`insert into survey values ('${CASE}', 0, 1, 2, 3, '慢', 4)`)
  return db
}

test('answers that were given stay, and a question that is open can still be answered', async () => {
  await using db = await openEarlier()

  await migrate(db, [eventMigrations, handoffMigrations])

  expect(await latestSurvey(db, CASE)).toEqual({
    scores: { speed: 1, attitude: 2, solution: 3 },
    service: null,
    solved: null,
    recommend: null,
    words: '慢',
  })
  const messages = await db.selectFrom('message').select('extras').orderBy('number').execute()
  const [, open] = messages.map(({ extras }) => JSON.parse(extras).survey)
  expect(open).toEqual({ id: 'survey_000000000008', about: ['people'], service: 'in-sales' })
  expect(await casesAskedAbout(db, open.id)).toMatchObject([{ id: CASE }])
})
