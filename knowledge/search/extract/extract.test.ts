import { describe, expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { Corpus } from '../corpus/corpus.js'
import { ExactVectorIndex } from '../corpus/vector-index.js'
import { foldText } from '../words/fold-text.js'
import { hitOf } from './choose-passage.js'

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

test('the opening is the first two sentences, and ends at a heading or a table', () => {
  const openingOf = (body: string) => extractFrom(body, '退款').hit.opening.markdown

  expect(openingOf(REFUND)).toBe('退款原路退回。退款发起后 1–3 个工作日到账。')
  expect(openingOf(CARDS)).toBe('退款到账的时间看付款方式。')
  expect(openingOf('- 微信\n- 储蓄卡\n\n退款原路退回。')).toBe('')
})

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

  test('what holds before a step is no answer to who has taken it', () => {
    const body = '化妆品没有拆封的，仍可以退货。\n\n## 拆了\n\n化妆品拆封以后，不可以退货。'

    expect(textsOf(body, '化妆品拆开了还可以退货吗')[0]).toBe('化妆品拆封以后，不可以退货。')
    expect(textsOf(body, '化妆品还没拆封可以退货吗')[0]).toBe('化妆品没有拆封的，仍可以退货。')
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

  test('what is said before "see" is an answer, also where the link has a comma', () => {
    const body = '谢谢。已付款的订单可以先取消再重新下单，见[还没发货，怎么取消](a.md)。'

    expect(textsOf(body, '已付款可以重新下单吗')[0]).toContain('可以先取消再重新下单')
  })

  test('at most three sentences are quoted', () => {
    const body = Array.from({ length: 9 }, (_, i) => `Refunds take ${i} days.`).join(' ')

    expect(textsOf(body, 'how long do refunds take').length).toBeLessThanOrEqual(3)
  })
})

describe('the opening', () => {
  test('comes first for who tells what happened and asks nothing', () => {
    const body =
      '商品破损，请在 48 小时内拍照告诉我们。\n\n## 拍什么\n\n锅底有划痕的，拍清楚划痕。\n\n请保留包装。'

    expect(textsOf(body, '锅底有划痕')).toEqual([
      '商品破损，请在 48 小时内拍照告诉我们。',
      '锅底有划痕的，拍清楚划痕。',
    ])
  })

  test('comes first where it alone says yes or no', () => {
    const body =
      '签收后 15 天内可以换尺码。\n\n## 费用\n\n换尺码寄回的邮费 8 元。\n\n## 时间\n\n24 小时内寄出。'

    expect(textsOf(body, '要换尺码，寄回邮费 8 元吗')[0]).toBe('签收后 15 天内可以换尺码。')
  })

  test('is not said second where no figure is asked for', () => {
    const body =
      'Yes, you can exchange a size within 15 days.\n\n## Cost\n\nFor an exchange of the size or the colour you pay the way back.\n\n## Stock\n\nIt must be there.'

    expect(textsOf(body, 'exchange of the size or the colour')[0]).toMatch(/^Yes/)
  })
})

describe('what leads to another article', () => {
  const BODY =
    '请在 48 小时内告诉我们。\n\n## 其他\n\n- 少了一件：[包裹里少了东西](missing.md)\n- 发错了：[收到别的商品](wrong.md)\n'

  test('is no answer, though it has all the words', () => {
    expect(textsOf(BODY, '快递少了一件')).toEqual(['请在 48 小时内告诉我们。'])
  })

  test('is one where the link leads to a page, or nothing else is said', () => {
    const page = BODY.replace('missing.md', '/my/orders')

    expect(textsOf(page, '快递少了一件').join('')).toContain('/my/orders')
    expect(textsOf('- 少了一件：[包裹里少了东西](missing.md)\n', '少了一件').join('')).toContain(
      'missing.md',
    )
  })
})

describe('the case that the customer is in', () => {
  const body =
    '包装拆开不影响退货。\n\n## 时间\n\n退货要在 7 天内申请。\n\n## 其他\n\n没有吊牌的，不能退货。超过期限的，可以换货。'

  test('the sentence of the case that is named comes first', () => {
    expect(textsOf(body, '没有吊牌能退货吗')[0]).toBe('没有吊牌的，不能退货。')
  })

  test('the rule comes first where no case is named', () => {
    expect(textsOf(body, '退货要几天内申请')[0]).toBe('退货要在 7 天内申请。')
  })

  test('what to do in another case stays with the rule', () => {
    const late = '付款后不能再用券。还没付款的，可以先取消再重新下单。其他问题请问客服。'

    expect(textsOf(late, '付款后还能用券吗')).toEqual([
      '付款后不能再用券。',
      '还没付款的，可以先取消再重新下单。',
    ])
  })

  test('two sentences that say nearly the same of two cases stay together', () => {
    const coupons =
      'Coupons are listed in your account. If the whole order is refunded, the coupon comes back to your account. If a part of the order is refunded, the coupon does not come back to your account.'

    expect(textsOf(coupons, 'does the coupon come back if a part is refunded')).toEqual([
      'If the whole order is refunded, the coupon comes back to your account.',
      'If a part of the order is refunded, the coupon does not come back to your account.',
    ])
  })
})

describe('a question that asks several things', () => {
  test('gets a sentence for each, the other one from another section', () => {
    const body =
      '生鲜坏了，请在 24 小时内拍照告诉我们。\n\n## 之后\n\n请先放进冰箱。要不要寄回，等客服答复。'

    expect(textsOf(body, '生鲜坏了多久内要说，用寄回吗')).toEqual([
      '生鲜坏了，请在 24 小时内拍照告诉我们。',
      '要不要寄回，等客服答复。',
    ])
  })

  test('gets nothing twice where one sentence answers all', () => {
    const body = '运费 8 元，由您承担。\n\n## 包装\n\n请包好。'

    expect(textsOf(body, '运费多少，运费谁承担')).toEqual(['运费 8 元，由您承担。'])
  })
})

describe('steps, lists and tables', () => {
  const steps = '1. Open the order.\n2. Tap Return.\n3. Send it.'

  test('"how to" gets the steps whole, after what leads them in', () => {
    expect(textsOf(`You can return it online:\n\n${steps}\n\nBye.`, 'How do I return it?')).toEqual(
      ['You can return it online:', steps],
    )
  })

  test('"how to" gets the steps of another section below the short answer', () => {
    const body = `礼品包装每件 10 元。\n\n## 怎么选\n\n1. 在结算页勾选礼品包装。\n2. 填写祝福语。`

    expect(textsOf(body, '怎么做礼品包装').at(-1)).toBe(
      '1. 在结算页勾选礼品包装。\n2. 填写祝福语。',
    )
  })

  test('what is needed gets the list whole', () => {
    const body =
      '在结算页选择专票，审核通过后就能开专票。\n\n## 需要的资料\n\n- 公司全称\n- 开户银行\n\n## 其他\n\n专票只开给公司。'

    expect(textsOf(body, '开专票要准备什么')).toContain('- 公司全称\n- 开户银行')
  })

  test('a sentence that leads a list in brings it along', () => {
    const body =
      'You can return most things.\n\n## Not covered\n\nThe protection does not cover:\n\n- flash sales\n- gifts\n'

    expect(textsOf(body, 'what does the protection not cover')).toEqual([
      'The protection does not cover:',
      '- flash sales\n- gifts',
    ])
  })

  test('an item of a list below its heading never stands without it', () => {
    const body =
      '请直接挂断。\n\n## 哪些话是假的\n\n- 退款要您先转账或交保证金。\n- 要您加微信、共享屏幕。\n'
    const { extract } = extractFrom(body, '退款要先转账吗')

    expect(extract.markdown).toContain('**哪些话是假的**\n\n- 退款要您先转账或交保证金。')
    expect(extract.sentences.map(({ text }) => text)).toContain('退款要您先转账或交保证金。')
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

  test('the row whose range the number of the question lies in', () => {
    const body =
      '# 维修\n\n| 修了多久 | 怎么处理 |\n|---|---|\n| 15 天以内 | 正常维修 |\n| 超过 15 天，未超过 30 天 | 我们催办 |\n| 超过 30 天 | 换新 |\n'

    expect(textsOf(body, '修了20天怎么处理')).toEqual(['| 超过 15 天，未超过 30 天 | 我们催办 |'])
    expect(textsOf(body, '修了40天怎么处理')).toEqual(['| 超过 30 天 | 换新 |'])
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
