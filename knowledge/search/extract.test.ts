import { describe, expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { extractAnswer } from './extract.js'
import { foldText } from './fold-text.js'
import { WordIndex } from './word-index.js'

function extractFrom(body: string, question: string, section = 0) {
  const article = makeArticle({ title: 'T' }, body)
  const passage = article.passages[section]
  if (!passage) throw new Error(`There is no section ${section}.`)
  const index = WordIndex.empty()
  index.add(article)
  const folded = foldText(question)
  return { article, extract: extractAnswer(article, passage, folded, index.weigh(folded)) }
}
const textsOf = (body: string, question: string, section = 0) =>
  extractFrom(body, question, section).extract.sentences.map(({ text }) => text)

describe('choosing what answers', () => {
  const refund =
    '退款原路退回。退款发起后 1–3 个工作日到账。如果付款的卡已经注销，请联系客服。谢谢您的理解。'

  test('"how long" gets the sentence with the time, and the condition after it', () => {
    expect(textsOf(refund, '退款多久到账')).toEqual([
      '退款发起后 1–3 个工作日到账。',
      '如果付款的卡已经注销，请联系客服。',
    ])
  })

  test('"how much" gets the amount', () => {
    const body = 'We deliver with SF. Delivery costs 8 yuan below 59 yuan. Have a nice day.'

    expect(textsOf(body, 'How much is delivery?')[0]).toBe('Delivery costs 8 yuan below 59 yuan.')
  })

  test('"how to" gets the steps whole, after what leads them in', () => {
    const steps = '1. Open the order.\n2. Tap Return.\n3. Send it.'

    expect(textsOf(`You can return it online:\n\n${steps}\n\nBye.`, 'How do I return it?')).toEqual(
      ['You can return it online:', steps],
    )
  })

  test('a table stays whole', () => {
    const table = '| card | days |\n|---|---|\n| debit | 1–3 days |\n| credit | 3–7 days |'
    const body = `See below.\n\n${table}`

    expect(textsOf(body, 'how long for a debit card')).toContain(table)
  })

  test('a table without a sentence before it is led in by the opening', () => {
    const body =
      '退款到账的时间看付款方式。\n\n## 时间\n\n| 方式 | 退款多久到账 |\n|---|---|\n| 信用卡 | 3–7 天 |'

    expect(textsOf(body, '信用卡退款多久到账', 1)[0]).toBe('退款到账的时间看付款方式。')
  })

  test('a sentence that leans on the one before it brings that along', () => {
    const body = 'Gold members have an adviser. They answer within 5 minutes. Other things.'

    expect(textsOf(body, 'how long until an answer')).toEqual([
      'Gold members have an adviser.',
      'They answer within 5 minutes.',
    ])
  })

  test('"see also" is no answer', () => {
    const body = '退款时间见[退款多久到账](a.md)。退款在 3 天内到账。'

    expect(textsOf(body, '退款多久到账')[0]).toBe('退款在 3 天内到账。')
  })

  test('at most three sentences are quoted', () => {
    const body = Array.from({ length: 9 }, (_, i) => `Refunds take ${i} days.`).join(' ')

    expect(textsOf(body, 'how long do refunds take').length).toBeLessThanOrEqual(3)
  })

  test.each(['', '<!-- nothing -->', '## Heading only'])('%j has nothing to quote', (body) => {
    expect(extractFrom(body, 'refund').extract).toEqual({ sentences: [], markdown: '' })
  })

  test('every sentence stands in the file at its place', () => {
    const { article, extract } = extractFrom(`\n\n${refund}`, '退款多久到账')

    expect(extract.sentences.length).toBeGreaterThan(0)
    for (const { text, place } of extract.sentences) {
      expect(article.source.slice(place.offset, place.offset + text.length)).toBe(text)
      expect(article.source.split('\n')[place.line - 1]).toContain(text)
    }
  })
})
