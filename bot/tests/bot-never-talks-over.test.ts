import { join } from 'node:path'
import { expect, test } from 'vitest'
import { handoffMigrations } from '../../handoff/index.js'
import { knowledgeMigrations } from '../../knowledge/index.js'
import { SECOND } from '../../platform/clock.js'
import { openDb } from '../../platform/db/open-db.js'
import type { StoredEvent } from '../../platform/events/event-table.js'
import { eventMigrations } from '../../platform/events/migrations.js'
import { createStore } from '../../platform/events/store.js'
import { type Customer, enterChat } from './enter-chat.js'
import { caseIn, type Desk, openDesk } from './open-desk.js'
import { startTestService, type TestService } from './start-test-service.js'

const CUSTOMERS = 10
const ROUNDS = 10
const MESSAGES = 10

/** All messages of a round fit into what one customer may send in this time. */
const BETWEEN_ROUNDS = 10 * SECOND

const QUESTIONS = ['退款多久到账', '运费怎么算', '怎么开发票', '怎么查物流', '积分怎么用'] as const

test('no word of the bot follows the taking, in 1,000 messages that race with it', async ({
  annotate,
}) => {
  await using service = await startTestService({ quiet: 0 })
  const desk = await openDesk(service.url, service.signIn.agent)

  const logs = await Promise.all(
    Array.from({ length: CUSTOMERS }, async (_, index) => {
      using customer = await enterChat(service.url)
      let { caseId, asked } = await firstCase(customer, desk, `转人工，第 ${index} 位客户`)
      for (let round = 0; round < ROUNDS; round++) {
        await race(customer, desk, caseId, asked, 1 + ((index + round) % (MESSAGES - 1)))
        asked = await solveAndAsk(customer, desk, caseId)
        service.clock.skip(BETWEEN_ROUNDS)
      }
      return readLog(service, customer.conversation)
    }),
  )

  expect(logs.flatMap(takings)).toHaveLength(CUSTOMERS * (ROUNDS + 1))
  expect(logs.flatMap(talkedOver)).toEqual([])
  const answers = logs.flat().filter(({ data }) => data['role'] === 'bot').length
  const others = 2 * CUSTOMERS + CUSTOMERS * ROUNDS
  await annotate(`the bot answered ${answers - others} times before a person came`)
})

/** A customer whose case was solved, and who may now be unhappy with that. */
async function firstCase(customer: Customer, desk: Desk, words: string) {
  await customer.ask(words)
  const { html } = await desk.get('/desk')
  const caseId = caseIn(html, words)
  await desk.post(`/desk/cases/${caseId}/take`, {})
  return { caseId, asked: await solveAndAsk(customer, desk, caseId) }
}

/**
 * The customer writes without a pause, which begins a new visit with the bot. After `before`
 * messages they rate the solved case with 1, which brings it to the queue in the middle of the
 * bot's turn, and the agent presses until it can be taken.
 */
async function race(customer: Customer, desk: Desk, caseId: string, asked: object, before: number) {
  const write = (_: unknown, index: number) =>
    customer.say(QUESTIONS[index % QUESTIONS.length] ?? '')
  for (let index = 0; index < before; index++) await write(null, index)
  // The bot may have answered in the visit that was closed, and then is asked about as well.
  const bot = { botSpeed: '5', botSolution: '5' }
  const scores = { speed: '1', attitude: '1', solution: '1', ...bot }
  const value = { ...asked, ...scores, words: '' }
  await Promise.all([
    customer.post({ type: 'message', value }),
    takeAtOnce(desk, caseId),
    ...Array.from({ length: MESSAGES - before }, write),
  ])
}

async function takeAtOnce(desk: Desk, caseId: string): Promise<void> {
  let status = 0
  while (status !== 200) ({ status } = await desk.post(`/desk/cases/${caseId}/take`, {}))
}

/** @returns What the survey's card posts beside the scores. */
async function solveAndAsk(customer: Customer, desk: Desk, caseId: string): Promise<object> {
  const from = customer.seen.length
  const fields = { category: 'order', cause: 'process', summary: '' }
  await desk.post(`/desk/cases/${caseId}/solve`, fields)
  const card = await customer.next(({ attachments }) => attachments?.length === 1, from)
  return card.attachments?.[0]?.content.actions[0].data
}

/** Reads the whole log of a conversation from the file, as it was committed. */
async function readLog(service: TestService, topic: string): Promise<readonly StoredEvent[]> {
  const file = join(service.dataFolder, 'kefu.sqlite')
  const db = await openDb(file, [eventMigrations, handoffMigrations, knowledgeMigrations])
  try {
    return await createStore(db, service.clock).readAfter(0, { topic, limit: 1_000_000 })
  } finally {
    await db.destroy()
  }
}

function takings(log: readonly StoredEvent[]): readonly StoredEvent[] {
  return log.filter(({ name }) => name === 'case-taken')
}

/**
 * The bot's messages in the log that stand behind the change of owner. Two of them belong there:
 * its last words, which open the case, and the survey, which the agent sends who solves it. Where
 * another case of the visit is open, the visit goes to its owner before the first is solved.
 */
function talkedOver(log: readonly StoredEvent[]): readonly StoredEvent[] {
  const owners = new Map<unknown, unknown>()
  return log.filter(({ name, data }, index) => {
    if (name === 'owner-changed') owners.set(data['session'], data['owner'])
    if (name !== 'message-added' || data['role'] !== 'bot') return false
    const byBot = (owners.get(data['session']) ?? 'bot') === 'bot'
    const opens = log[index - 1]?.name === 'case-opened'
    const after = log.slice(index + 1).find(({ name }) => name !== 'owner-changed')
    const solves = after?.name === 'case-solved'
    return !byBot && !opens && !solves
  })
}
