import { describe, expect, test } from 'vitest'
import { makeArticle } from '../article/make-article.js'
import { hitOf } from './choose-passage.js'
import { Corpus } from './corpus.js'
import { foldText } from './fold-text.js'
import { ExactVectorIndex } from './vector-index.js'

/** By words alone, so that what is tested does not hang on a model. */
function extractFrom(body: string, question: string, title = 'T') {
  const article = makeArticle({ title }, body)
  const corpus = new Corpus(new ExactVectorIndex(), [article])
  const folded = foldText(question)
  const hit = hitOf({ corpus, sentenceVector: () => undefined }, article, 1, {
    folded,
    language: 'zh-Hans',
    terms: corpus.words.weigh(folded),
    synonyms: [],
    vector: null,
    mayAnswer: () => true,
  })
  return { article, hit, extract: hit.extract }
}
const textsOf = (body: string, question: string) =>
  extractFrom(body, question).extract.sentences.map(({ text }) => text)

const REFUND =
  '退款原路退回。退款发起后 1–3 个工作日到账。如果付款的卡已经注销，请联系客服。谢谢您的理解。'
const CARDS =
  '退款到账的时间看付款方式。\n\n## 时间\n\n| 方式 | 多久到账 |\n|---|---|\n| 微信 | 1 天 |\n| 储蓄卡 | 3 天 |\n| 信用卡 | 3–7 天 |\n'

describe('a sentence by the kind of answer', () => {
  test('"how long" gets the sentence with the time, and the condition after it', () => {
    expect(textsOf(REFUND, '退款多久到账')).toEqual([
      '退款发起后 1–3 个工作日到账。',
      '如果付款的卡已经注销，请联系客服。',
    ])
  })

  test('"how much" gets the amount', () => {
    const body = 'We deliver with SF. Delivery costs 8 yuan below 59 yuan. Have a nice day.'

    expect(textsOf(body, 'How much is delivery?')[0]).toBe('Delivery costs 8 yuan below 59 yuan.')
  })

  test('"who" gets the one who pays', () => {
    const body = '退货请在订单页申请。运费按重量计算。因质量问题退货，运费由我们承担。'

    expect(textsOf(body, '质量问题退货运费谁出')[0]).toBe('因质量问题退货，运费由我们承担。')
  })

  test('a yes or no gets the sentence that decides it, from another section than the opening', () => {
    const body =
      '优惠券在结算时使用。\n\n## 限制\n\n优惠券要达到门槛。秒杀商品不能用优惠券。\n\n## 查看\n\n在“我的优惠券”里查看。'

    expect(textsOf(body, '秒杀能用优惠券吗')[0]).toBe('秒杀商品不能用优惠券。')
  })

  test('an exception stays with its rule', () => {
    const body = '拆开包装不影响退货。内衣和食品例外，拆封后不能退。请保留吊牌。'

    expect(textsOf(body, '拆开包装还能退货吗').slice(0, 2)).toEqual([
      '拆开包装不影响退货。',
      '内衣和食品例外，拆封后不能退。',
    ])
  })

  test('a sentence that leans on the one before it brings that along', () => {
    const body = 'Gold members have an adviser. They answer within 5 minutes. Other things.'

    expect(textsOf(body, 'how long until an answer')).toEqual([
      'Gold members have an adviser.',
      'They answer within 5 minutes.',
    ])
  })

  test('"see also" is no answer', () => {
    expect(textsOf('退款时间见[退款多久到账](a.md)。退款在 3 天内到账。', '退款多久到账')[0]).toBe(
      '退款在 3 天内到账。',
    )
  })

  test('at most three sentences are quoted', () => {
    const body = Array.from({ length: 9 }, (_, i) => `Refunds take ${i} days.`).join(' ')

    expect(textsOf(body, 'how long do refunds take').length).toBeLessThanOrEqual(3)
  })
})

describe('steps, lists and tables', () => {
  const steps = '1. Open the order.\n2. Tap Return.\n3. Send it.'

  test('"how to" gets the steps whole, after what leads them in', () => {
    expect(textsOf(`You can return it online:\n\n${steps}\n\nBye.`, 'How do I return it?')).toEqual(
      ['You can return it online:', steps],
    )
  })

  test('one step answers a question about it', () => {
    const body = `## Steps\n\n${steps.replace('Send it', 'Send it within 7 days')}`

    expect(textsOf(body, 'how long do I have to send it')).toEqual(['Send it within 7 days.'])
  })

  test('the row that fits, below the header', () => {
    const { extract } = extractFrom(CARDS, '信用卡多久到账')

    expect(extract.sentences.map(({ text }) => text)).toEqual(['| 信用卡 | 3–7 天 |'])
    expect(extract.markdown).toBe('| 方式 | 多久到账 |\n|---|---|\n| 信用卡 | 3–7 天 |')
  })

  test('two rows where two are asked about', () => {
    const { extract } = extractFrom(CARDS, '储蓄卡和信用卡多久到账')

    expect(extract.markdown).toBe(
      '| 方式 | 多久到账 |\n|---|---|\n| 储蓄卡 | 3 天 |\n| 信用卡 | 3–7 天 |',
    )
  })

  test('the row with the number of the question', () => {
    const body = '# 尺码\n\n| 脚长 | 鞋码 |\n|---|---|\n| 245 | 39 |\n| 250 | 40 |\n| 255 | 41 |\n'

    expect(textsOf(body, '脚长250穿多大')).toEqual(['| 250 | 40 |'])
  })

  test('the whole table where no row fits better than the others', () => {
    const { extract } = extractFrom(
      CARDS.replace('退款到账的时间看付款方式。', ''),
      '什么方式多久到账',
    )

    expect(extract.markdown).toContain(CARDS.slice(CARDS.indexOf('|')).trim())
  })
})

describe('the passage', () => {
  test('is that of the best sentence', () => {
    const { hit } = extractFrom(CARDS, '信用卡多久到账')

    expect(hit.passage.headings.map(({ text }) => text)).toEqual(['时间'])
  })

  test('is the opening for who asks the title', () => {
    const { hit } = extractFrom(
      '先看订单页。\n\n## 多久\n\n退款 3 天到账。',
      '退款多久到账',
      '退款多久到账',
    )

    expect(hit.passage.headings).toEqual([])
  })
})

describe('what is quoted', () => {
  test.each(['', '<!-- nothing -->', '## Heading only'])('%j has nothing to quote', (body) => {
    expect(extractFrom(body, 'refund').extract).toEqual({ sentences: [], markdown: '' })
  })

  test('stands in the file at its place', () => {
    const { article, extract } = extractFrom(`\n\n${REFUND}`, '退款多久到账')

    expect(extract.sentences.length).toBeGreaterThan(0)
    for (const { text, place } of extract.sentences) {
      expect(article.source.slice(place.offset, place.offset + text.length)).toBe(text)
      expect(article.source.split('\n')[place.line - 1]).toContain(text)
    }
  })
})
