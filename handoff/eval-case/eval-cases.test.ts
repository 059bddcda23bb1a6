import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '../../platform/clock.js'
import { createCustomerValues } from '../customer/customer-values.js'
import { createEraser } from '../customer/erase-customer.js'
import { loadValueRule } from '../customer/load-value-rule.js'
import { readPersonData } from '../customer/person-data.js'
import { CHEN, LIN, WANG } from '../tests/open-test-desk.js'
import type { EvalLabel } from './eval-case.js'
import { openTestEvalCases } from './open-test-eval-cases.js'

const CHEN_HERE = { id: CHEN, name: '陈晨' }
const LIN_HERE = { id: LIN, name: '林小雨' }

const refund: EvalLabel = {
  kind: 'article',
  gold: ['refund-time'],
  facts: [['3 天', '三天']],
  answerKind: 'how-long',
}
const handOver: EvalLabel = { kind: 'hand-over', gold: [], facts: [], answerKind: null }

type Desk = Awaited<ReturnType<typeof openTestEvalCases>>

async function lines(desk: Desk, name: string): Promise<readonly Record<string, unknown>[]> {
  const text = await readFile(join(desk.folder, `${name}.jsonl`), 'utf8')
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe('a test case made of a turn', () => {
  test('is a masked line of the dataset, with who said it and when', async () => {
    await using desk = await openTestEvalCases()
    const message = await desk.asked('我叫张小明，13800138000，退款多久到账')
    await desk.evalCases.create(
      { from: 'desk', message },
      '退款多久到账，电话13800138000',
      refund,
      CHEN_HERE,
    )

    const [header, line] = await lines(desk, 'retrieval')

    expect(header).toMatchObject({ _about: expect.any(String), count: 1 })
    expect(line).toEqual({
      id: expect.stringMatching(/^evalcase_/),
      text: '退款多久到账，电话•••',
      lang: 'zh-Hans',
      gold: ['refund-time'],
      source: 'desk',
      labels: [
        {
          by: '陈晨',
          agent: CHEN,
          at: new Date(desk.clock.now()).toISOString(),
          kind: 'article',
          gold: ['refund-time'],
        },
      ],
    })
    expect((await lines(desk, 'extracts'))[1]).toMatchObject({
      kind: 'how-long',
      article: 'refund-time',
      facts: [['3 天', '三天']],
    })
  })

  test('is one, whoever labels the turn, and holds one label of each', async () => {
    await using desk = await openTestEvalCases()
    const message = await desk.asked('退款多久到账')
    const origin = { from: 'desk', message } as const
    const id = await desk.evalCases.create(origin, '退款多久到账', refund, CHEN_HERE)
    desk.clock.advance(MINUTE)
    const again = await desk.evalCases.create(origin, '别的字', handOver, LIN_HERE)
    desk.clock.advance(MINUTE)
    await desk.evalCases.create(origin, '', handOver, CHEN_HERE)

    const [found, ...others] = await desk.evalCases.all()

    expect(again).toBe(id)
    expect(others).toEqual([])
    expect(found?.text).toBe('退款多久到账')
    expect(found?.labels.map(({ agent, kind }) => [agent, kind])).toEqual([
      [LIN, 'hand-over'],
      [CHEN, 'hand-over'],
    ])
    expect((await lines(desk, 'retrieval'))[1]).toMatchObject({ gold: [], wants: 'hand-over' })
    expect(await readdir(desk.folder)).toEqual(['retrieval.jsonl'])
  })

  test('of a case is the last question that was looked up, else what the case is about', async () => {
    await using desk = await openTestEvalCases()
    await desk.asked('退款多久到账')
    const id = await desk.openCase('转人工')

    expect(await desk.evalCases.draft({ from: 'desk', case: id })).toMatchObject({
      text: '退款多久到账',
      seen: ['refund-time'],
      cases: [{ id }],
    })
  })

  test('may come from words that nobody wrote us', async () => {
    await using desk = await openTestEvalCases()
    const origin = { from: 'hit-test', text: ' 能开专票吗 ', language: 'zh-Hans' } as const
    await desk.evalCases.create(origin, '能开专票吗', { ...refund, gold: ['invoice'] }, LIN_HERE)

    expect(await desk.evalCases.all()).toMatchObject([
      { text: '能开专票吗', source: 'hit-test', message: null, session: null },
    ])
  })

  test('twenty at once lose nothing', async () => {
    await using desk = await openTestEvalCases()
    const all = Array.from({ length: 20 }, (_, i) =>
      desk.evalCases.create(
        { from: 'gap', text: `第 ${i} 个问题`, language: 'zh-Hans' },
        `第 ${i} 个问题`,
        refund,
        LIN_HERE,
      ),
    )
    await Promise.all(all)

    expect(await lines(desk, 'retrieval')).toHaveLength(21)
  })

  test('is in what is held about the customer, and erased with them, in the files too', async () => {
    await using desk = await openTestEvalCases()
    const { store, clock, newId, evalCases } = desk
    const message = await desk.asked('退款多久到账')
    await evalCases.create({ from: 'desk', message }, '退款多久到账', refund, CHEN_HERE)
    const rule = await loadValueRule('content/handbook/customer-value.md')
    const values = createCustomerValues({ rule, clock })
    const { customer } = desk.conversation
    const held = await readPersonData(store.db, customer, values, clock.now())

    const eraser = createEraser({
      ...{ store, clock, newId },
      forgetWords() {},
      removeFiles: evalCases.writeFiles,
    })
    await eraser.erase(customer, { id: WANG, role: 'supervisor' })
    await eraser.clean()

    expect(held?.conversations[0]?.visits[0]?.evalCases).toMatchObject([{ text: '退款多久到账' }])
    expect(await evalCases.all()).toEqual([])
    expect(await readdir(desk.folder)).toEqual([])
    expect(await evalCases.draft({ from: 'desk', message })).toBeUndefined()
  })
})
