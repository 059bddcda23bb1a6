import { expect, test } from 'vitest'
import type { PlayedTurn } from '../suite.js'
import { runSuite } from '../testing/run-suite.js'
import { suite } from './decision.js'

const played = (
  decision: PlayedTurn['decision'],
  probability: number | null,
  ...articles: readonly string[]
): readonly PlayedTurn[] => [
  { decision, articles, probability, rule: decision === 'hand-over' ? 'low-confidence' : null },
]

const LINES = [
  { id: 'q1', text: '退款多久', lang: 'zh-Hans', gold: ['refund-time'] },
  { id: 'q2', text: '換貨', lang: 'zh-Hant', gold: ['exchange-size'] },
  { id: 'q3', text: 'postage', lang: 'en', gold: ['delivery-fee-en'] },
  { id: 'q4', text: '租投影仪', lang: 'zh-Hans', gold: [], kind: 'near' },
  { id: 'q5', text: '你好吗', lang: 'zh-Hans', gold: [], kind: 'far' },
]

const PLAYED = {
  退款多久: played('answer', 0.9, 'refund-time'),
  換貨: played('ask-back', 0.5, 'exchange-time', 'exchange-size'),
  postage: played('answer', 0.8, 'get-invoice-en'),
  租投影仪: played('hand-over', 0.1),
  你好吗: played('greet', null),
}
const articles = ['refund-time', 'exchange-size', 'delivery-fee-en']

test('counts what became of each question, by language and by distance', async () => {
  const { values, result } = await runSuite(suite, LINES, { played: PLAYED, articles })

  expect(result.groups).toEqual({
    all: 5,
    'in scope': 3,
    'zh-Hans': 1,
    'zh-Hant': 1,
    en: 1,
    'out of scope': 2,
    near: 1,
    far: 1,
  })
  expect(values('answered right')).toMatchObject({ all: 1 / 5, 'zh-Hans': 1, en: 0 })
  expect(values('answered wrong')).toMatchObject({ all: 1 / 5, en: 1, near: 0 })
  expect(values('asked back, right choice')).toMatchObject({ all: 1 / 5, 'zh-Hant': 1 })
  expect(values('handed over')).toMatchObject({ all: 1 / 5, near: 1 })
  expect(values('small talk')).toMatchObject({ all: 1 / 5, far: 1 })
  expect(values('right when answered')).toMatchObject({ all: 1 / 2, 'zh-Hans': 1, near: null })
  // q1 was answered, q4 handed over and q5 greeted, as each should be.
  expect(values('best outcome')).toMatchObject({ all: 3 / 5 })
})

test('to decline is best far from the shop, and not near to it', async () => {
  const lines = LINES.slice(3)
  const declined = { 租投影仪: played('decline', 0.1), 你好吗: played('decline', 0.1) }
  const { values } = await runSuite(suite, lines, { played: declined, articles })

  expect(values('declined')).toMatchObject({ near: 1, far: 1 })
  expect(values('best outcome')).toMatchObject({ near: 0, far: 1 })
})

test('a question that only another language answers counts for no language', async () => {
  const lines = [
    { id: 'q1', text: 'postage', lang: 'en', gold: ['delivery-fee-en'] },
    { id: 'q2', text: 'wash a down jacket', lang: 'en', gold: ['down-jacket'], kind: 'cross' },
  ]
  const { values, result } = await runSuite(suite, lines, {
    played: {
      postage: played('answer', 0.8, 'get-invoice-en'),
      'wash a down jacket': played('answer', 0.9, 'down-jacket'),
    },
    articles: ['delivery-fee-en', 'down-jacket'],
  })

  expect(result.groups).toEqual({ all: 2, 'in scope': 2, en: 1, cross: 1 })
  expect(values('answered right')).toEqual({ all: 1 / 2, 'in scope': 1 / 2, en: 0, cross: 1 })
})

test('where the header expects it, asking back is right and an answer is a guess', async () => {
  const lines = [
    { id: 'a1', text: '地址错了', lang: 'zh-Hans', gold: ['before', 'after'] },
    { id: 'a2', text: '多久到', lang: 'zh-Hans', gold: ['delivery', 'refund'] },
  ]
  const { values, result } = await runSuite(
    suite,
    lines,
    {
      played: {
        地址错了: played('ask-back', 0.5, 'before', 'after'),
        多久到: played('answer', 0.9, 'delivery'),
      },
      articles: ['before', 'after', 'delivery', 'refund'],
    },
    { _about: 'Two meanings each.', expects: 'ask-back' },
  )

  expect(result.groups).toEqual({ all: 2, ambiguous: 2 })
  expect(values('best outcome')).toMatchObject({ ambiguous: 1 / 2 })
  expect(result.worst.map(({ id, happened }) => [id, happened])).toEqual([
    ['a2', 'should ask between delivery, refund; answered right: delivery at 0.90'],
  ])
})

test('tells the worst: answered wrong first, then what only cost a step', async () => {
  const { result } = await runSuite(suite, LINES, { played: PLAYED, articles })

  expect(result.worst.map(({ id, happened }) => [id, happened])).toEqual([
    ['q3', 'wanted delivery-fee-en; answered wrong: get-invoice-en at 0.80'],
    ['q2', 'wanted exchange-size; asked back, right choice: exchange-time, exchange-size at 0.50'],
  ])
})

test('names the rule when a question that has an answer was handed over', async () => {
  const { result } = await runSuite(suite, LINES.slice(0, 1), {
    played: { 退款多久: played('hand-over', 0.7) },
    articles,
  })

  expect(result.worst[0]?.happened).toBe(
    'wanted refund-time; handed over at 0.70 by the rule low-confidence',
  )
})
