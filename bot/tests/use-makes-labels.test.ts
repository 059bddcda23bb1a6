import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { handoffMigrations, labelsFromUse } from '../../handoff/index.js'
import { knowledgeMigrations } from '../../knowledge/index.js'
import { openDb } from '../../platform/db/open-db.js'
import { eventMigrations } from '../../platform/events/migrations.js'
import { enterChat } from './enter-chat.js'
import { caseIn, openDesk } from './open-desk.js'
import { startTestService, type TestService } from './start-test-service.js'

let service: TestService
beforeAll(async () => {
  service = await startTestService()
})
afterAll(() => service[Symbol.asyncDispose]())

/** What the record of the running service says, newest first. */
async function labels() {
  const db = await openDb(join(service.dataFolder, 'kefu.sqlite'), [
    eventMigrations,
    handoffMigrations,
    knowledgeMigrations,
  ])
  try {
    return (await labelsFromUse(db, service.clock)).map(({ text, gold }) => ({ text, gold }))
  } finally {
    await db.destroy()
  }
}

test('a thumb labels a question with the article that its answer cites', async () => {
  using customer = await enterChat(service.url)
  const answer = await customer.ask('退款多久到账')
  const [up] = answer.entities?.[0]?.['potentialAction'] ?? []
  await customer.post({
    type: 'event',
    name: 'webchat:activity-status/feedback',
    entities: [up],
  })

  await expect.poll(labels).toContainEqual({ text: '退款多久到账', gold: ['refund-time'] })
})

test('an agent’s correction on the desk labels the question that was handed over', async () => {
  using customer = await enterChat(service.url)
  await customer.ask('请问你们招不招快递员，我要找人工客服')
  const desk = await openDesk(service.url, service.signIn.agent)
  const path = `/desk/cases/${caseIn((await desk.get('/desk')).html, '招不招快递员')}`
  const { html } = await desk.get(path)
  const message = /message=(message_\w+)/.exec(html)?.[1] ?? ''

  const page = await desk.get(`${path}/correction?message=${message}&sought=退款多久到账`)
  await desk.post(`${path}/correct`, { message, right: 'none' })

  expect(page.html).toContain('value="article:refund-time"')
  expect(await labels()).toContainEqual({
    text: '请问你们招不招快递员，我要找人工客服',
    gold: [],
  })
})
