import { expect, test } from 'vitest'
import type { SaidTurn } from '../suite.js'
import { runSuite } from '../testing/run-suite.js'
import { suite } from './answer.js'

const LINE = {
  kind: 'how-long',
  lang: 'zh-Hans',
  article: 'refund-time',
  facts: [['3 天', '三天']],
  forbidden: ['立即到账'],
}
const SOURCE = '退款 3 天内到账。'

const says = (text: string, over: Partial<SaidTurn> = {}): SaidTurn => ({
  decision: 'answer',
  articles: ['refund-time'],
  probability: 0.9,
  rule: null,
  text: `${text} [1]`,
  citations: [{ mark: 1, article: 'refund-time' }],
  choices: [],
  excerpt: { article: 'refund-time', text, source: SOURCE },
  ...over,
})

const run = (chats: Readonly<Record<string, SaidTurn>>) =>
  runSuite(
    suite,
    Object.keys(chats).map((text, i) => ({ ...LINE, id: `q${i}`, text })),
    { chats, articles: ['refund-time'] },
  )

test('a reply with its facts, its source and nothing else is whole', async () => {
  const { values, result } = await run({ 退款多久: says(SOURCE) })

  expect(values('facts said').all).toBe(1)
  expect(values('forbidden claim').all).toBe(0)
  expect(values('answered: number not in the source').all).toBe(0)
  expect(values('answered: cited, and it can be followed').all).toBe(1)
  expect(values('answered: from the right article').all).toBe(1)
  expect(values('in the customer’s language and script').all).toBe(1)
  expect(result.worst).toEqual([])
  expect(result.topics?.groups).toEqual({ topic: 1 })
})

test.each([
  {
    what: 'a claim that misleads',
    figure: 'forbidden claim',
    said: says('退款立即到账，3 天内到账。'),
  },
  {
    what: 'a number that the source has not',
    figure: 'answered: number not in the source',
    said: says('退款 3 天内或 9 天内到账。'),
  },
])('$what counts against it and is among the worst', async ({ figure, said }) => {
  const { values, result } = await run({ 退款多久: said })

  expect(values(figure).all).toBe(1)
  expect(result.worst.map(({ id }) => id)).toEqual(['q0'])
})

test('a source that leads nowhere, and another language, are seen', async () => {
  const { values, result } = await run({
    退款多久: says(SOURCE, { citations: [{ mark: 1, article: null }] }),
    多久: says('Refunds take 3 days.'),
  })

  expect(values('answered: cited, and it can be followed').all).toBe(1 / 2)
  expect(values('in the customer’s language and script').all).toBe(1 / 2)
  expect(result.worst.map(({ happened }) => happened)).toEqual([
    // Its number is false as well, since 3 days stand nowhere in the source.
    expect.stringContaining('written in en, not zh-Hans'),
    expect.stringContaining('its source cannot be followed'),
  ])
})

test('who is not answered is told no fact, and counts nowhere else', async () => {
  const handedOver = says('', {
    decision: 'hand-over',
    articles: [],
    text: '马上为您转接',
    citations: [],
    excerpt: null,
  })
  const { values } = await run({ 退款多久: handedOver })

  expect(values('facts said').all).toBe(0)
  expect(values('answered').all).toBe(0)
  expect(values('answered: facts').all).toBeNull()
  expect(values('answered: cited, and it can be followed').all).toBeNull()
})
