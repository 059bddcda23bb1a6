import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, bench, describe } from 'vitest'
import { cleanFile } from '../../platform/db/clean-file.js'
import { openTestCustomers } from './open-test-customers.js'
import { MESSAGES_SEARCHED, searchCustomers } from './search-customers.js'

const CUSTOMERS = 500
const folder = mkdtempSync(join(tmpdir(), 'kefu-bench-'))
const file = join(folder, 'kefu.sqlite')
const desk = await openTestCustomers({ file })
const { db } = desk.store
afterAll(async () => {
  await desk[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

for (let i = 0; i < CUSTOMERS; i++) {
  const { id } = await desk.conversations.open('webchat', `bench-${i}`, 'zh-Hans')
  await desk.conversations.receive(id, { channelId: 'first', text: `我是第${i}位，想问退款` })
}
const sessions = await db.selectFrom('session').select(['id', 'conversation_id']).execute()
await db.transaction().execute(async (tx) => {
  for (let number = 10_000; number < 10_000 + MESSAGES_SEARCHED; number++) {
    const session = sessions[number % sessions.length]
    if (!session) continue
    await tx
      .insertInto('message')
      .values({
        number,
        id: desk.newId('message'),
        conversation_id: session.conversation_id,
        session_id: session.id,
        role: 'customer',
        agent_id: null,
        agent_name: null,
        text: `第${number}句：${'我的订单到哪里了，什么时候能收到。'.repeat(number % 5)}`,
        language: 'zh-Hans',
        at: number,
        channel_id: null,
        extras: '{}',
      })
      .execute()
  }
})

// Does a search by words hold up the one connection? Look again above 100 ms.
describe(`${MESSAGES_SEARCHED} messages`, () => {
  bench('words that nobody wrote', async () => {
    await searchCustomers(db, '没有人写过', { hiddenTeams: [] })
  })
})

// How long does everyone wait while an erasure is cleaned up? Look again above 30 ms for each MB.
describe(`a database of ${Math.round(statSync(file).size / 1e6)} MB`, () => {
  bench('cleaned', () => cleanFile(db), { iterations: 5, time: 0 })
})
