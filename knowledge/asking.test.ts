import { describe, expect, test } from 'vitest'
import { openTestContent, testSource } from './check/open-test-content.js'
import type { AskOptions } from './knowledge.js'

const { signal } = new AbortController()
const REFUND = { title: '退款多久到账', body: '退款 3 天内到账。' }
const INVOICE = { title: '怎么开发票', body: '在订单页申请发票。' }
const REFUND_FILE = 'articles/help/refund.md'

/** @param refund The file of the one article, where it is another. */
async function open(refund = testSource('refund', REFUND)) {
  const articles = { refund: REFUND, invoice: INVOICE }
  const content = await openTestContent(articles, { [REFUND_FILE]: refund })
  const { knowledge } = content
  const ask = (question: string, more: Partial<AskOptions> = {}) =>
    knowledge.ask(question, { language: 'zh-Hans', ...more }, signal)
  return { ...content, ask }
}

describe('asking', () => {
  test('answers with the article’s own sentence, and says how sure it is', async () => {
    await using content = await open()

    const found = await content.ask('退款多久到账？')

    expect(found).toMatchObject({ exact: true, vectors: true, decision: { kind: 'answer' } })
    expect(found.hits[0]?.extract.markdown).toBe('退款 3 天内到账。')
    expect(found.probability).toBeGreaterThan(0.9)
  })

  test('hands over where nothing is near', async () => {
    await using content = await open()

    expect((await content.ask('moonlight sonata')).decision.kind).toBe('hand-over')
  })

  test.each(['', '   ', '😀', '\u202e', '?'.repeat(10_000)])(
    'takes %j without complaint',
    async (text) => {
      await using content = await open()

      expect((await content.ask(text)).decision.kind).toBe('hand-over')
    },
  )

  test('searches by words when the model fails', async () => {
    await using content = await open()
    content.embedder.failure = new Error('gone')

    expect(await content.ask('发票在哪申请')).toMatchObject({
      vectors: false,
      hits: [{ article: { id: 'invoice' } }],
    })
  })

  test('stops when the customer leaves', async () => {
    await using content = await open()
    content.embedder.failure = new Error('gone')

    const asked = content.knowledge.ask('退款', { language: 'zh-Hans' }, AbortSignal.abort())

    await expect(asked).rejects.toThrow('aborted')
  })

  test.each([
    { what: 'a draft', change: (text: string) => text.replace('published', 'draft') },
    {
      what: 'an overdue review',
      change: (text: string) => text.replace('2027-06-30', '2026-11-22'),
    },
    {
      what: 'an article that is not valid yet',
      change: (text: string) => text.replace('questions:', 'validFrom: 2026-11-24\nquestions:'),
    },
    {
      what: 'an article for agents',
      change: (text: string) => text.replace('audience: customer', 'audience: agent'),
    },
  ])('does not answer a customer from $what', async ({ change }) => {
    await using content = await open(change(testSource('refund', REFUND)))

    const { hits } = await content.ask('退款多久到账')

    expect(hits.map(({ article: { id } }) => id)).not.toContain('refund')
    expect(content.knowledge.article('refund')).toBeDefined()
  })

  test('answers an agent from an article for agents', async () => {
    const source = testSource('refund', REFUND).replace(': customer', ': agent')
    await using content = await open(source)

    const { hits } = await content.ask('退款多久到账', { audience: 'agent' })

    expect(hits[0]?.article.id).toBe('refund')
  })
})

test('an article quoted says what it says when found, also to a question that another one answers', async () => {
  await using content = await open()
  const quote = (question: string, id: string) =>
    content.knowledge.quote(question, id, { language: 'zh-Hans' }, signal)

  const [found, quoted, other, missing] = await Promise.all([
    content.ask('退款多久到账'),
    quote('退款多久到账', 'refund'),
    quote('退款多久到账', 'invoice'),
    quote('退款多久到账', 'gone'),
  ])

  expect(quoted?.extract).toEqual(found.hits[0]?.extract)
  expect(other).toMatchObject({
    article: { id: 'invoice' },
    extract: { markdown: '在订单页申请发票。' },
  })
  expect(missing).toBeUndefined()
})

describe('what was found for a question', () => {
  test('is given again while nothing changes', async () => {
    await using content = await open()
    const first = await content.ask('退款要几天')

    expect(await content.ask('退款要几天')).toBe(first)
  })

  test('is looked for anew when an article changed', async () => {
    await using content = await open()
    await content.ask('退款要几天')

    await content.write(REFUND_FILE, testSource('refund', { ...REFUND, body: '退款 7 天内到账。' }))
    await content.knowledge.readAgain()

    expect((await content.ask('退款要几天')).hits[0]?.extract.markdown).toBe('退款 7 天内到账。')
  })

  test('is looked for anew when the confidence is learned again', async () => {
    await using content = await open()
    const first = await content.ask('退款要几天')

    content.knowledge.learnAgain()
    await content.knowledge.complete()

    expect(await content.ask('退款要几天')).not.toBe(first)
  })
})
