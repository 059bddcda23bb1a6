import { describe, expect, test } from 'vitest'
import { MINUTE, SECOND } from '../../platform/clock.js'
import { fixedClock } from '../../platform/testing/fixed-clock.js'
import { createEraser } from '../customer/erase-customer.js'
import { CHEN, openTestDesk, WANG } from '../tests/open-test-desk.js'
import type { Dialogue } from './dialogue.js'
import { keepSatisfaction } from './keep-satisfaction.js'
import type { ReadSatisfaction } from './satisfaction-reader.js'
import { satisfactionOf } from './satisfaction-table.js'

const HAPPY: ReadSatisfaction = {
  score: 1.5,
  class: 'satisfied',
  probabilities: { dissatisfied: 0, neutral: 0.1, satisfied: 0.9 },
  reasons: ['kind'],
}
const SAD: ReadSatisfaction = { ...HAPPY, score: -1.5, class: 'dissatisfied', reasons: ['upset'] }

const STEP = 5 * SECOND

/** A desk whose visits are read by a model that a test can foresee. */
async function openReading(options: { readonly fails?: number } = {}) {
  const clock = fixedClock()
  const desk = await openTestDesk({ clock })
  const read: Dialogue[] = []
  const reports: unknown[] = []
  let fails = options.fails ?? 0
  const begin = () =>
    keepSatisfaction({
      store: desk.store,
      clock,
      async open() {
        if (fails-- > 0) throw new Error('The model cannot be reached.')
        return {
          async read(dialogue) {
            read.push(dialogue)
            return dialogue.some(({ text }) => text.includes('投诉')) ? SAD : HAPPY
          },
        }
      },
      report: (cause) => reports.push(cause),
    })
  let end = begin()

  /** Time passes, and what is due in it is done. */
  async function pass(time: number) {
    for (let left = time; left > 0; left -= STEP) {
      clock.advance(Math.min(left, STEP))
      // One connection serves all, so each of these waits for what the reading asks.
      for (let i = 0; i < 20; i++) await desk.store.lastNumber()
    }
  }
  async function answer(text = '在路上') {
    await desk.conversations.sendAsBot(await desk.botTurn(text))
  }
  async function kept() {
    const { id } = await desk.store.db
      .selectFrom('session')
      .select('id')
      .orderBy('opened_at', 'desc')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow()
    return (await satisfactionOf(desk.store.db, [id])).get(id)
  }
  return {
    ...desk,
    clock,
    read,
    reports,
    pass,
    answer,
    kept,
    async restart() {
      await end()
      end = begin()
    },
    end: () => end(),
    async [Symbol.asyncDispose]() {
      await end()
      await desk[Symbol.asyncDispose]()
    },
  }
}

const tellings = async (desk: Awaited<ReturnType<typeof openReading>>) =>
  (await desk.store.readAfter(0)).filter(({ name }) => name === 'satisfaction-read').length

describe('how a customer left', () => {
  test('is read when a visit of the bot closes, and not before', async () => {
    await using desk = await openReading()
    await desk.write('快递到哪了')
    await desk.answer()
    await desk.pass(2 * MINUTE)
    const before = await desk.kept()

    await desk.conversations.closeSilent(desk.clock.now() + 1)
    await desk.pass(10 * SECOND)

    expect(before).toBeUndefined()
    expect(await desk.kept()).toEqual({
      class: 'satisfied',
      score: 1.5,
      reasons: ['kind'],
      longestWait: 0,
    })
    expect(desk.read).toEqual([
      [
        { from: 'customer', text: '快递到哪了' },
        { from: 'service', text: '在路上' },
      ],
    ])
  })

  test('is read while a case waits, once for what is written together, and told to the desk', async () => {
    await using desk = await openReading()
    await desk.openCase('我要投诉')
    await desk.write('还没人吗')
    await desk.write('快点')
    await desk.pass(35 * SECOND)

    expect(await desk.kept()).toMatchObject({ class: 'dissatisfied' })
    expect(desk.read).toHaveLength(1)
    expect(await tellings(desk)).toBe(1)
  })

  test('knows a longer wait without reading the words again', async () => {
    await using desk = await openReading()
    await desk.openCase('我要投诉')
    await desk.write('还没人吗')
    await desk.pass(6 * MINUTE)

    expect((await desk.kept())?.longestWait).toBeGreaterThanOrEqual(5 * MINUTE)
    expect(desk.read).toHaveLength(1)
  })

  test('is read again at the end, when the case is solved', async () => {
    await using desk = await openReading()
    const id = await desk.openCase('我要投诉')
    await desk.cases.take(id, CHEN)
    await desk.cases.reply(id, CHEN, { text: '已退款', clientId: 'a' })
    await desk.cases.solve(id, CHEN, { category: 'complaint', cause: 'people', summary: '' })
    await desk.pass(10 * SECOND)

    expect(desk.read.at(-1)?.at(-1)).toEqual({ from: 'service', text: '已退款' })
    expect(await desk.kept()).toMatchObject({ class: 'dissatisfied' })
  })

  test('is read later when the model cannot be reached, and after a restart', async () => {
    await using desk = await openReading({ fails: 1 })
    await desk.write('快递到哪了')
    await desk.answer()
    await desk.conversations.closeSilent(desk.clock.now() + 1)
    await desk.pass(10 * SECOND)
    expect(desk.reports).toHaveLength(1)
    expect(await desk.kept()).toBeUndefined()

    await desk.restart()
    await desk.pass(40 * SECOND)

    expect(await desk.kept()).toMatchObject({ class: 'satisfied' })
  })

  test('is erased with the customer, and not read again', async () => {
    await using desk = await openReading()
    await desk.write('快递到哪了')
    await desk.answer()
    await desk.conversations.closeSilent(desk.clock.now() + 1)
    await desk.pass(10 * SECOND)
    expect(await desk.kept()).toBeDefined()

    const { clock, newId, store } = desk
    const eraser = createEraser({ store, clock, newId, forgetWords() {} })
    const wang = { id: WANG, role: 'supervisor' } as const
    expect(await eraser.erase(desk.conversation.customer, wang)).toMatchObject({ ok: true })
    await desk.restart()
    await desk.pass(40 * SECOND)

    expect(await desk.kept()).toBeUndefined()
    expect(desk.read).toHaveLength(1)
  })
})
