import { expect, test } from 'vitest'
import type { PastTurn, TurnTrace } from '../handoff/index.js'
import { DAY } from '../platform/clock.js'
import { fixedClock } from '../platform/testing/fixed-clock.js'
import { realQuestions } from './real-questions.js'

type Turn = Pick<PastTurn, 'trace' | 'language'>

const turn = (question: string, more: Partial<TurnTrace> = {}): Turn => ({
  trace: {
    question,
    signals: [],
    rules: [],
    passages: [],
    probability: 0.8,
    decision: 'answer',
    ...more,
  },
  language: 'zh-Hans',
})

async function* inOrder(turns: readonly Turn[]) {
  yield* turns
}

const ask = (...turns: readonly Turn[]) =>
  realQuestions({
    turns: () => inOrder(turns),
    clock: fixedClock(),
    labels: async () => [{ text: '退款要几天', language: 'zh-Hans', gold: ['refund-time'] }],
  })

test('the same question is given once, with how often, the most asked first', async () => {
  const questions = await ask(turn('怎么开发票'), turn('退款要几天？'), turn('退款要几天'))

  expect(questions).toEqual([
    { text: '退款要几天', language: 'zh-Hans', count: 2, gold: ['refund-time'] },
    { text: '怎么开发票', language: 'zh-Hans', count: 1, gold: null },
  ])
})

test('of those asked as often the latest comes first', async () => {
  const questions = await ask(
    turn('怎么下单'),
    turn('怎么开发票'),
    turn('怎么下单？'),
    turn('发票怎么开'),
  )

  expect(questions.map(({ text, count }) => [text, count])).toEqual([
    ['怎么下单？', 2],
    ['发票怎么开', 1],
    ['怎么开发票', 1],
  ])
})

test('personal data is masked', async () => {
  const [question] = await ask(turn('我叫张小明，电话 13812345678，订单 QW202611230001 到哪了'))

  expect(question?.text).not.toMatch(/张小明|138|QW2026/)
  expect(question?.text).toContain('到哪了')
})

test('what was not searched for, and long stories, are left out', async () => {
  const questions = await ask(
    turn('你好', { decision: 'greet', probability: null }),
    turn('我要投诉', { decision: 'hand-over', probability: null }),
    turn('很长'.repeat(200)),
  )

  expect(questions).toEqual([])
})

test('a month is looked back', async () => {
  let asked = 0
  const clock = fixedClock()
  const turns = (since: number) => {
    asked = clock.now() - since
    return inOrder([])
  }

  await realQuestions({ turns, clock, labels: async () => [] })

  expect(asked).toBe(30 * DAY)
})
