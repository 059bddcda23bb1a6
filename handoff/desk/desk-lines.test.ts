import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, SECOND } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { CUSTOMER_VALUES, URGENCIES } from '../case/case.js'
import { SAME_PROMISE } from '../case/queue-order.js'
import type { ConversationId } from '../conversation/message.js'
import { CHEN } from '../tests/open-test-desk.js'
import { createDeskLines } from './desk-lines.js'
import { openTestPages } from './open-test-pages.js'

/** The lines of two cases, already read, with what was asked of the database since. */
async function openLines() {
  const clock = fixedClock()
  const pages = await openTestPages(clock)
  const id = await pages.openCase()
  await pages.openCaseOfAnother()
  const asked: (readonly ConversationId[] | 'all')[] = []
  const lines = createDeskLines({
    ...pages.deps,
    cases: {
      openLines(conversations) {
        asked.push(conversations ?? 'all')
        return pages.cases.openLines(conversations)
      },
    },
  })
  const first = await lines.read()
  asked.length = 0
  return { ...pages, clock, id, lines, asked, first }
}

test('what is asked for twice is read once', async () => {
  await using desk = await openLines()
  await desk.write('还在吗')

  const [one, other] = await Promise.all([desk.lines.read(), desk.lines.read()])
  await desk.lines.read()

  expect(desk.asked).toEqual([[desk.conversation.id]])
  expect(one.lines).toBe(other.lines)
  expect(one.through).toBe(await desk.store.lastNumber())
})

test('a line that says the same is the same object', async () => {
  await using desk = await openLines()
  await desk.write('还在吗')

  const { lines } = await desk.lines.read()

  const isSame = lines.map((line) => desk.first.lines.includes(line))
  expect(lines.map((line) => line.case.id === desk.id)).toEqual(isSame.map((same) => !same))
})

test('what the bot answers alone is not read, and is in the number', async () => {
  await using desk = await openLines()
  const alone = await desk.conversations.open('webchat', 'visitor-9', 'zh-Hans')
  await desk.conversations.receive(alone.id, { channelId: 'x', text: '你好' })

  const { through } = await desk.lines.read()

  expect(desk.asked).toEqual([])
  expect(through).toBe(await desk.store.lastNumber())
})

test('a rush is read in groups while somebody listens', async () => {
  await using desk = await openLines()
  let told = 0
  desk.lines.onChange(() => told++)
  desk.clock.advance(SECOND)
  await desk.write('1')
  await expect.poll(() => told).toBe(1)

  for (let count = 0; count < 5; count++) await desk.write(`${count}`)
  expect(desk.asked).toHaveLength(1)
  desk.clock.advance(SECOND / 10)
  await expect.poll(() => told).toBe(2)

  expect(desk.asked).toHaveLength(2)
  expect(desk.lines.latest().through).toBe(await desk.store.lastNumber())
})

test('a case that is solved leaves, and one that nothing told of is found after a while', async () => {
  await using desk = await openLines()
  await desk.cases.take(desk.id, CHEN)
  await desk.cases.solve(desk.id, CHEN, { category: 'order', cause: 'people', summary: '' })
  expect((await desk.lines.read()).lines).toHaveLength(1)

  await desk.store.db.updateTable('service_case').set({ subject: 'changed' }).execute()
  desk.clock.advance(20 * SECOND)

  const { lines } = await desk.lines.read()
  expect(lines.map((line) => line.case.subject)).toEqual(['changed'])
})

test('is read whole after a reading that failed', async () => {
  await using desk = await openLines()
  const lines = createDeskLines({
    ...desk.deps,
    cases: {
      openLines: (conversations) =>
        conversations ? Promise.reject(new Error('disk')) : desk.cases.openLines(),
    },
  })
  await lines.read()
  await desk.write('还在吗')

  await expect(lines.read()).rejects.toThrow('disk')

  const { lines: after } = await lines.read()
  expect(after.some((line) => line.lastMessage?.text === '还在吗')).toBe(true)
})

test('lines stand in the order that the database gives them', async () => {
  await using desk = await openLines()
  for (let count = 0; count < 10; count++) await desk.openCaseOfAnother()
  const ids = (await desk.lines.read()).lines.map((line) => line.case.id)
  const facts = fc.record({
    urgency: fc.constantFrom(...URGENCIES),
    value: fc.constantFrom(...CUSTOMER_VALUES),
    promised_at: fc.nat(4 * SAME_PROMISE),
    opened_at: fc.nat(3),
  })

  await fc.assert(
    fc.asyncProperty(fc.array(facts, { minLength: 12, maxLength: 12 }), async (rows) => {
      for (const [at, row] of rows.entries()) {
        const id = ids[at]
        if (!id) throw new Error('There are fewer cases than facts.')
        await desk.store.db.updateTable('service_case').set(row).where('id', '=', id).execute()
      }
      desk.clock.advance(20 * SECOND)
      const inMemory = (await desk.lines.read()).lines.map((line) => line.case.id)
      const inDatabase = await desk.cases.list({ view: 'all', agent: CHEN })
      expect(inMemory).toEqual(inDatabase.map((line) => line.case.id))
    }),
    { numRuns: 20 },
  )
})

test('is read as ever when the clock was set back', async () => {
  await using desk = await openLines()
  let told = 0
  let ahead = 0
  const { now, after } = desk.clock
  const lines = createDeskLines({
    ...desk.deps,
    clock: { now: () => now() + ahead, after },
  })
  await lines.read()
  lines.onChange(() => told++)

  ahead = -DAY
  await desk.write('还在吗')
  desk.clock.advance(SECOND)
  await expect.poll(() => told).toBe(1)
})
