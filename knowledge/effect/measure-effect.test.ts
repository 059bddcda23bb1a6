import { describe, expect, test } from 'vitest'
import { openTestContent, type TestArticle, testSource } from '../check/open-test-content.js'
import { NO_VERDICTS } from './count-effects.js'
import type { RealQuestion } from './edit.js'
import { createMeasureEffect } from './measure-effect.js'

const { signal } = new AbortController()

const refund: TestArticle = {
  title: '退款多久到账',
  body: '退款发起后 3 个工作日内到账。',
  questions: ['钱什么时候退给我', '退款要几天'],
}
const invoice: TestArticle = {
  title: '怎么开发票',
  body: '在订单页申请电子发票，24 小时内开出。',
  questions: ['发票怎么开', '电子发票在哪里申请'],
}

const TESTS = [
  '{"_about": "tests of a test"}',
  '{"question": "退款要几天", "lang": "zh-Hans", "articles": ["refund"], "facts": [["3 个工作日", "三个工作日"]]}',
  '{"question": "发票怎么开", "lang": "zh-Hans", "articles": ["invoice"], "forbidden": ["纸质发票"]}',
].join('\n')

const real = (text: string, gold: RealQuestion['gold'], count = 1): RealQuestion => {
  return { text, language: 'zh-Hans', count, gold }
}

async function openShop(questions: readonly RealQuestion[] = [], tests = TESTS) {
  const content = await openTestContent({ refund, invoice }, { 'answer-tests/shop.jsonl': tests })
  const { knowledge } = content
  const measure = createMeasureEffect({ knowledge, realQuestions: async () => questions })
  return {
    ...content,
    measure: (file: string, source: string | null) => measure([{ file, source }], signal),
    [Symbol.asyncDispose]: content[Symbol.asyncDispose],
  }
}

const REFUND = 'help/refund.md'

describe('the effect of an edit', () => {
  test('is nothing where nothing is edited', async () => {
    await using shop = await openShop([real('退款要几天', null), real('发票怎么开', null)])

    const effect = await shop.measure(REFUND, testSource('refund', refund))

    expect(effect).toMatchObject({
      touched: ['refund'],
      failing: [],
      counts: { ...NO_VERDICTS, same: 2 },
    })
    expect(effect.tests.map(({ verdict }) => verdict)).toEqual(['same'])
  })

  test('is a failing test, when what it must say is edited away', async () => {
    await using shop = await openShop()
    const edited = testSource('refund', { ...refund, body: '退款发起后 7 个工作日内到账。' })

    const { failing, tests } = await shop.measure(REFUND, edited)

    expect(failing).toMatchObject([
      {
        test: { question: '退款要几天', line: 2 },
        verdict: 'worse',
        before: { failures: [] },
        after: { failures: [{ kind: 'fact-missing', fact: '3 个工作日' }] },
      },
    ])
    expect(tests[0]?.before.told.text).toContain('3 个工作日')
    expect(tests[0]?.after.told.text).toContain('7 个工作日')
  })

  test('leaves the articles in use, their index and their vectors as they were', async () => {
    await using shop = await openShop()
    const before = await shop.knowledge.ask('退款要几天', { language: 'zh-Hans' }, signal)
    const vectors = shop.knowledge.progress().total
    shop.embedder.asked.length = 0

    await shop.measure(REFUND, testSource('refund', { ...refund, body: '退款一个月到账。' }))
    const asked = shop.embedder.asked.filter((text) => text.includes('发票'))
    const after = await shop.knowledge.ask('退款要几天', { language: 'zh-Hans' }, signal)

    expect(after.hits[0]?.extract.markdown).toBe(before.hits[0]?.extract.markdown)
    expect(after.probability).toBe(before.probability)
    expect(shop.knowledge.progress().total).toBe(vectors)
    // Only the question of the other article's test, and none of that article's texts.
    expect(asked.every((text) => text === '发票怎么开')).toBe(true)
  })

  test('asks nothing but the tests where only those count', async () => {
    await using shop = await openShop([real('积分会不会过期', ['points'], 3)])
    const measure = createMeasureEffect({ knowledge: shop.knowledge, onlyTests: true })
    const source = testSource('refund', { ...refund, body: '退款一个月到账。' })

    const { failing, questions } = await measure([{ file: REFUND, source }], signal)

    expect(failing).toHaveLength(1)
    expect(questions).toEqual([])
  })

  test('is better or worse only where the right article is known', async () => {
    const questions = [
      real('积分会不会过期', ['points'], 3),
      real('积分有效期多久', null, 2),
      real('发票怎么开', ['invoice']),
    ]
    await using shop = await openShop(questions)
    const points = testSource('points', {
      title: '积分会过期吗',
      body: '积分有效期两年，到期后清零。',
      questions: ['积分会不会过期', '积分有效期多久'],
    })

    const effect = await shop.measure('help/points.md', points)

    expect(effect.counts).toEqual({ ...NO_VERDICTS, better: 3, 'newly-answered': 2, same: 1 })
    expect(effect.answered.before.count).toBe(1)
    expect(effect.answered.after.count).toBe(6)
    expect(effect.answered.after.right).toBeGreaterThan(5)
    expect(effect.answered.after.right).toBeLessThanOrEqual(6)
    expect(effect.questions[0]).toMatchObject({
      verdict: 'better',
      after: { kind: 'answer', articles: [{ id: 'points' }] },
    })
  })

  test('is worse for what a removed article answered', async () => {
    await using shop = await openShop([real('发票怎么开', ['invoice'])])

    const { counts, failing } = await shop.measure('help/invoice.md', null)

    expect(counts.worse).toBe(1)
    expect(failing).toMatchObject([{ after: { failures: [{ kind: 'not-answered' }] } }])
  })

  test('is measured as if a draft were published, and from today on', async () => {
    await using shop = await openShop([real('积分会不会过期', null)])
    const draft = testSource('points', {
      title: '积分会过期吗',
      body: '积分有效期两年。',
      questions: ['积分会不会过期'],
      more: 'validFrom: 2027-01-01',
    }).replace('published', 'draft')

    const { questions } = await shop.measure('help/points.md', draft)

    expect(questions[0]?.after).toMatchObject({ kind: 'answer', articles: [{ id: 'points' }] })
  })

  test.each([
    { source: 'no front matter', says: /help\/refund\.md:1: error: The file has no front matter/ },
    {
      source: testSource('invoice', invoice),
      says: /The id invoice is also that of help\/invoice/,
    },
  ])('cannot be told of an edit that cannot be read: $says', async ({ source, says }) => {
    await using shop = await openShop()

    await expect(shop.measure(REFUND, source)).rejects.toThrow(says)
  })

  test('is not measured to the end when nobody waits any more', async () => {
    await using shop = await openShop([real('退款要几天', null)])
    const stop = new AbortController()
    const measure = createMeasureEffect({
      knowledge: shop.knowledge,
      realQuestions: async () => {
        stop.abort()
        return [real('退款要几天', null)]
      },
    })

    const edits = [{ file: REFUND, source: testSource('refund', refund) }]
    await expect(measure(edits, stop.signal)).rejects.toThrow(/abort/)
  })
})

describe('answer tests', () => {
  test('that cannot be read, or name what is not there, are told with their line', async () => {
    const tests = [
      '{"question": "退款要几天", "lang": "zh-Hans", "articles": ["refund"]}',
      '{"question": "退款要几天？", "lang": "zh-Hans", "articles": ["refund"]}',
      '{"question": "x", "lang": "zh-Hans", "articles": ["gone"]}',
      '{"question": "x", "lang": "zh-Hans", "articles": [], "facts": [["y"]]}',
      '{"question": "x", "lang": "klingon", "articles": []}',
      '{"question": "x", "lang": "en", "articles": [], "fact": []}',
      'not json',
    ].join('\n')
    await using shop = await openShop([], tests)

    const told = shop.knowledge
      .problems()
      .filter(({ file }) => file === 'answer-tests/shop.jsonl')
      .map(({ line, message }) => `${line} ${message}`)

    expect(shop.knowledge.answerTests()).toHaveLength(1)
    expect(told).toEqual([
      expect.stringMatching(/^2 The question is asked in answer-tests\/shop\.jsonl:1 already/),
      expect.stringMatching(/^3 There is no article gone/),
      expect.stringMatching(/^4 No article may answer, so there are no facts/),
      expect.stringMatching(/^5 “lang” cannot be read/),
      expect.stringMatching(/^6 The line cannot be read: Unrecognized key/),
      expect.stringMatching(/^7 The line cannot be read/),
    ])
  })
})
