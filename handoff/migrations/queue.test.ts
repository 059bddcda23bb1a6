import { expect, test } from 'vitest'
import { sql } from '../../platform/db/kysely.js'
import { migrate } from '../../platform/db/migrate.js'
import { openDb } from '../../platform/db/open-db.js'
import { eventMigrations } from '../../platform/events/migrations.js'
import { presenceOfAll } from '../account/presence-table.js'
import { caseById } from '../case/case-table.js'
import type { CaseId } from '../conversation/message.js'
import { handoffMigrations } from './index.js'

test('a database from before there were teams keeps its cases, and who was online', async () => {
  const { '2026-11-26-queue': _queue, ...before } = handoffMigrations
  const db = await openDb(':memory:', [eventMigrations, before])
  await sql`insert into account (id, login, name, role, languages, created_at) values ('agent_chen00000000', 'chen', '陈晨', 'agent', '["zh-Hans"]', 1)`.execute(
    db,
  )
  await sql`insert into presence (account_id, state, reason, changed_at, seen_at) values ('agent_chen00000000', 'online', '', 2, 3)`.execute(
    db,
  )
  await sql`insert into customer (id, name, language, created_at) values ('customer_1', '', 'zh-Hans', 1)`.execute(
    db,
  )
  await sql`insert into conversation (id, customer_id, channel, channel_user, language, opened_at) values ('conversation_1', 'customer_1', 'webchat', 'v', 'zh-Hans', 1)`.execute(
    db,
  )
  await sql`insert into session (id, conversation_id, owner_kind, owner_agent, owner_turn, language, opened_at, last_message_at, answered_through, memory) values ('session_1', 'conversation_1', 'agent', 'agent_chen00000000', 3, 'zh-Hans', 1, 1, 0, '{}')`.execute(
    db,
  )
  await sql`insert into service_case (id, revision, customer_id, conversation_id, session_id, status, agent_id, subject, language, category, service, urgency, rule, opened_at, waiting_since, promised_at, taken_at, reopened) values ('case_1', 2, 'customer_1', 'conversation_1', 'session_1', 'assigned', 'agent_chen00000000', '退款', 'zh-Hans', 'order', 'in-sales', 'normal', 'anger', 1, 1, 9, 5, 0)`.execute(
    db,
  )

  await migrate(db, [eventMigrations, handoffMigrations])

  expect(await caseById(db, 'case_1' as CaseId)).toMatchObject({
    status: 'assigned',
    agent: 'agent_chen00000000',
    since: 5,
    actedAt: 5,
    because: 'took',
    team: 'general',
    skill: null,
    reach: 'skilled',
  })
  expect(await presenceOfAll(db)).toMatchObject([{ state: 'available', since: 2, seenAt: 3 }])
  await db.destroy()
})
