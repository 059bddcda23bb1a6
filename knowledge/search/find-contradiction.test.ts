import { describe, expect, test } from 'vitest'
import type { Article } from '../article/article.js'
import { makeArticle } from '../article/make-article.js'
import { Corpus } from './corpus/corpus.js'
import { ExactVectorIndex } from './corpus/vector-index.js'
import { hitOf } from './extract/choose-passage.js'
import { concernedBy, findContradiction, settleContradiction } from './find-contradiction.js'
import { foldText } from './words/fold-text.js'

interface Sample extends Partial<Pick<Article, 'validFrom' | 'supersedes'>> {
  readonly id?: string
  readonly title: string
  readonly body: string
  readonly probability?: number
}

/** What is found where both articles answer the question. */
function findIn(question: string, samples: readonly Sample[]) {
  const articles = samples.map(
    ({ title, body, probability: _, ...fields }, i): Article => ({
      ...makeArticle({ id: fields.id ?? `article-${i}`, title, language: 'zh-Hans' }, body),
      ...fields,
      id: fields.id ?? `article-${i}`,
    }),
  )
  const corpus = new Corpus(new ExactVectorIndex(), articles)
  const folded = foldText(question)
  const query = {
    folded,
    language: 'zh-Hans' as const,
    terms: corpus.words.weigh(folded),
    synonyms: [],
    vector: null,
    mayAnswer: () => true,
  }
  const hits = articles.map((article, i) =>
    hitOf(
      { corpus, sentenceVector: () => undefined },
      article,
      samples[i]?.probability ?? 0.5,
      query,
    ),
  )
  return { hits, contradiction: findContradiction(folded, hits, () => true) }
}

const SEVEN = {
  title: '退货的期限',
  body: '大部分商品从签收次日起 7 天内可以退货，不需要说明理由。',
}
const FIFTEEN = {
  title: '多久可以退货',
  body: '大部分商品从签收次日起 15 天内可以退货，请保留吊牌。',
}

describe('two articles contradict each other', () => {
  test.each([
    { question: '几天内可以退货', samples: [SEVEN, FIFTEEN] },
    {
      question: '运费多少钱',
      samples: [
        { title: '运费怎么算', body: '大陆订单满 59 元免运费，不满 59 元收 8 元运费。' },
        { title: '运费标准', body: '大陆订单满 99 元免运费，不满 99 元收 10 元运费。' },
      ],
    },
    {
      question: '地址能改几次',
      samples: [
        { title: '修改地址', body: '发货前，收货地址可以在订单页修改 1 次。' },
        { title: '怎么改地址', body: '发货前，收货地址可以在订单页修改 3 次。' },
      ],
    },
    {
      question: '信用卡退款几天到账',
      samples: [
        {
          title: '退款时间',
          body: '| 方式 | 到账 |\n|---|---|\n| 信用卡 | 3–7 天 |\n| 微信 | 1 天 |',
        },
        {
          title: '退款到账',
          body: '| 方式 | 到账 |\n|---|---|\n| 信用卡 | 5–10 天 |\n| 微信 | 1 天 |',
        },
      ],
    },
    {
      question: 'how long is the return period',
      samples: [
        { title: 'Returns', body: 'You can return most products within 7 days of receipt.' },
        { title: 'Return period', body: 'You can return most products within 14 days of receipt.' },
      ],
    },
  ])('when they give other figures for the same: $question', ({ question, samples }) => {
    expect(findIn(question, samples).contradiction).not.toBeNull()
  })

  test.each([
    { why: 'the figures are the same', samples: [SEVEN, { ...SEVEN, title: '多久可以退货' }] },
    {
      why: 'the rules are of two subjects',
      samples: [
        SEVEN,
        { title: '换货的期限', body: '大部分商品从签收次日起 15 天内可以换货，请保留吊牌。' },
      ],
    },
    {
      why: 'they count different things',
      samples: [
        SEVEN,
        { title: '多久可以退货', body: '大部分商品每单可以退货 2 次，不需要说明理由。' },
      ],
    },
    {
      why: 'the sentences have little in common',
      samples: [SEVEN, { title: '退货的审核', body: '我们收到申请后 2 天完成审核。' }],
    },
    { why: 'one of them hardly answers', samples: [SEVEN, { ...FIFTEEN, probability: 0.01 }] },
  ])('not when $why', ({ samples }) => {
    expect(findIn('几天内可以退货', samples).contradiction).toBeNull()
  })
})

describe('the newer one', () => {
  const newerOf = (one: Partial<Sample>, other: Partial<Sample>) =>
    findIn('几天内可以退货', [
      { ...SEVEN, id: 'seven', ...one },
      { ...FIFTEEN, id: 'fifteen', ...other },
    ]).contradiction?.newer?.article.id

  test('is the one that replaces the other, whatever their days', () => {
    expect(
      newerOf({ supersedes: 'fifteen', validFrom: '2025-01-01' }, { validFrom: '2026-01-01' }),
    ).toBe('seven')
  })

  test('is the one that is valid from a later day', () => {
    expect(newerOf({ validFrom: '2025-01-01' }, { validFrom: '2026-01-01' })).toBe('fifteen')
  })

  test.each([
    { one: {}, other: { validFrom: '2026-01-01' } },
    { one: { validFrom: '2026-01-01' }, other: { validFrom: '2026-01-01' } },
    { one: {}, other: {} },
  ])('is not known from $one and $other', ({ one, other }) => {
    expect(newerOf(one, other)).toBeUndefined()
  })
})

describe('the customer gets', () => {
  const days = { older: { validFrom: '2025-01-01' }, newer: { validFrom: '2026-01-01' } }
  const find = (older: Partial<Sample>, newer: Partial<Sample>) => {
    const { hits, contradiction } = findIn('几天内可以退货', [
      { ...SEVEN, ...older },
      { ...FIFTEEN, ...newer },
    ])
    const [first, second] = hits
    if (!first || !second || !contradiction) throw new Error('The samples do not contradict.')
    return { first, second, contradiction }
  }

  test('the newer one instead of the first', () => {
    const { first, second, contradiction } = find(days.older, days.newer)

    expect(settleContradiction({ kind: 'answer', hit: first }, contradiction, 0.8)).toEqual({
      kind: 'answer',
      hit: second,
    })
  })

  test('a person where nothing tells which is newer', () => {
    const { first, contradiction } = find({}, {})

    expect(settleContradiction({ kind: 'answer', hit: first }, contradiction, 0.8)).toEqual({
      kind: 'hand-over',
    })
  })

  test('the newer one instead of a choice between both', () => {
    const { first, second, contradiction } = find(days.older, days.newer)

    expect(
      settleContradiction({ kind: 'ask-back', choices: [first, second] }, contradiction, 0.8),
    ).toEqual({ kind: 'answer', hit: second })
  })

  test('one choice less, where neither is likely', () => {
    const unlikely = { probability: 0.2 }
    const { first, second, contradiction } = find(
      { ...days.older, ...unlikely },
      { ...days.newer, ...unlikely },
    )

    expect(
      settleContradiction({ kind: 'ask-back', choices: [first, second] }, contradiction, 0.8),
    ).toEqual({ kind: 'ask-back', choices: [second] })
  })

  test('articles that are far from each other are not compared', () => {
    const { first, second } = find({}, {})

    expect(findContradiction('退货期限是几天', [first, second], () => true)).not.toBeNull()
    expect(findContradiction('退货期限是几天', [first, second], () => false)).toBeNull()
  })

  test('what was decided where nothing contradicts', () => {
    const { first } = find({}, {})
    const decision = { kind: 'answer', hit: first } as const

    expect(settleContradiction(decision, null, 0.8)).toBe(decision)
  })
})

describe('a decision hangs', () => {
  const { hits } = findIn('几天内可以退货', [SEVEN, FIFTEEN, SEVEN])
  const [first, second, third] = hits
  if (!first || !second || !third) throw new Error('There are three samples.')

  test.each([
    { decision: { kind: 'answer', hit: first }, pair: [first, third], hangs: true },
    { decision: { kind: 'answer', hit: first }, pair: [second, third], hangs: false },
    { decision: { kind: 'ask-back', choices: [first, second] }, pair: hits, hangs: true },
    {
      decision: { kind: 'ask-back', choices: [first, second] },
      pair: [first, third],
      hangs: false,
    },
    { decision: { kind: 'hand-over' }, pair: [first, second], hangs: false },
  ] as const)('on some pairs: $decision.kind, $hangs', ({ decision, pair, hangs }) => {
    const [one = first, other = second] = pair

    expect(concernedBy(decision)(one, other)).toBe(hangs)
  })

  test('on the answer that another contradicts, though two others do so before it', () => {
    const found = findContradiction(
      '几天内可以退货',
      hits,
      () => true,
      concernedBy({ kind: 'answer', hit: third }),
    )

    expect(found?.between).toEqual([second, third])
  })
})
