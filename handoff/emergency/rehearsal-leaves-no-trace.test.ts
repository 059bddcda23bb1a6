import { expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { sql } from '../../platform/db/kysely.js'
import type { Db } from '../../platform/db/tables.js'
import { openClockBoard } from '../clock/clock-board.js'
import { ALWAYS_OPEN } from '../clock/open-test-clocks.js'
import { labelsFromUse } from '../label/labels-from-use.js'
import { CHEN } from '../tests/open-test-desk.js'
import { TOPIC } from './emergency-service.js'
import { measureFacts } from './measure-facts.js'
import { answeredFrom, openTestEmergencies, WANG } from './open-test-emergencies.js'

/** Where a rehearsal writes, and no figure reads. */
const ITS_OWN: ReadonlySet<string> = new Set([
  'emergency',
  'emergency_step',
  'rehearsal_line',
  // Numbers that SQLite has given out.
  'sqlite_sequence',
])

/** All rows of all tables that figures are made of, with every event that is not of emergencies. */
async function everythingElse(db: Db): Promise<Readonly<Record<string, unknown>>> {
  const { rows: tables } = await sql<{ name: string }>`
    select name from sqlite_master where type = 'table' order by name`.execute(db)
  const contents: [string, unknown][] = []
  for (const { name } of tables) {
    if (ITS_OWN.has(name)) continue
    const { rows } = await sql<{ topic?: string }>`select * from ${sql.table(name)}`.execute(db)
    contents.push([name, name === 'event' ? rows.filter(({ topic }) => topic !== TOPIC) : rows])
  }
  return Object.fromEntries(contents)
}

test('a rehearsal changes no figure, no row that figures are made of, and nothing in force', async () => {
  await using desk = await openTestEmergencies()
  const { store, clock, emergencies, rehearsal } = desk
  await desk.visit(answeredFrom('refund-time'))
  await desk.visit(null)
  const opened = await desk.openCase()
  await desk.cases.take(opened, CHEN)
  await using clocks = Object.assign(
    await openClockBoard({ store, clock, settings: ALWAYS_OPEN, report: () => undefined }),
    { [Symbol.asyncDispose]: async () => undefined },
  )
  const figures = async () => ({
    rows: await everythingElse(store.db),
    measured: await measureFacts(store.db, clock.now()),
    labels: await labelsFromUse(store.db, clock),
    clocks: [...clocks.all()],
    lists: await desk.cases.list({ view: 'all', agent: CHEN }),
    proposals: await emergencies.proposals(),
    inForce: desk.board.inForce(),
    target: desk.board.firstResponse('normal', clock.now(), MINUTE),
  })
  const before = await figures()

  const { id } = await desk.declare('surge', 'rehearsal')
  const { signal } = new AbortController()
  const say = (role: 'customer' | 'agent', text: string) =>
    rehearsal.say(id, { role, text, language: 'zh-Hans' }, WANG, signal)
  await say('customer', '我的信息泄露了，我要投诉')
  await say('agent', '您好，我来看')
  await emergencies.tick(id, 0, true, WANG)
  const during = await figures()
  await emergencies.end(id, '横幅写得太长', WANG)

  expect(during).toEqual(before)
  expect(await figures()).toEqual(before)
  expect((await rehearsal.lines(id)).map(({ role }) => role)).toEqual(['customer', 'bot', 'agent'])
  expect(before.rows).toHaveProperty('message')
  clocks[Symbol.dispose]()
})

test('once a person has answered in it, the bot keeps quiet; after its end nothing is said', async () => {
  await using desk = await openTestEmergencies()
  const { id } = await desk.declare('surge', 'rehearsal')
  const { signal } = new AbortController()
  const say = (role: 'customer' | 'agent', text: string) =>
    desk.rehearsal.say(id, { role, text, language: 'en' }, WANG, signal)

  await say('agent', 'Hello')
  await say('customer', 'Still there?')
  await desk.emergencies.end(id, 'All knew what to do', WANG)

  expect(await say('customer', 'Anyone?')).toBe(false)
  expect((await desk.rehearsal.lines(id)).map(({ text }) => text)).toEqual([
    'Hello',
    'Still there?',
  ])
})

test('nothing can be said in a real emergency: customers have their own chat', async () => {
  await using desk = await openTestEmergencies()
  const { id } = await desk.declare('surge')
  const line = { role: 'customer', text: 'test', language: 'en' } as const

  expect(await desk.rehearsal.say(id, line, WANG, new AbortController().signal)).toBe(false)
})
