import { describe, expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { WordIndex } from '../words/word-index.js'
import { readPinyin } from './read-pinyin.js'
import { Sounds } from './sounds.js'

const words = WordIndex.empty()
for (const [id, title, body] of [
  ['return', '退货运费谁承担', '退货的运费由卖家承担，无理由退货由您承担。'],
  ['refund', '退款多久到账', '退款金额按原路退回，重复付款的也退。'],
  ['cod', '可以货到付款吗', '大件不能货到付款。'],
  ['invoice', '怎么开发票', '在订单页申请发票。'],
  ['track', '快递到哪了', '在订单页查快递。'],
] as const) {
  words.add(makeArticle({ id, title, language: 'zh-Hans' }, body))
}
const sounds = new Sounds(words)
const read = (folded: string) => readPinyin(folded, () => sounds)

describe('reading pinyin with the articles for a dictionary', () => {
  test.each([
    { folded: 'tuihuo', text: '退货' },
    { folded: 'fa piao', text: '发票' },
    { folded: 'zenme tuikuan', text: '怎么退款' },
    { folded: 'wo yao tui huo', text: '我要退货' },
    { folded: 'woyaotuihuo', text: '我要退货' },
    { folded: 'yunfei shei chengdan?', text: '运费谁承担?' },
    { folded: 'keyi huodao fukuan ma', text: '可以货到付款吗' },
    { folded: 'tuikuan jine', text: '退款金额' },
    { folded: 'chongfu fukuan le', text: '重复付款了' },
    { folded: '退huo', text: '退货' },
    { folded: 'kuaidi 到哪了', text: '快递 到哪了' },
    { folded: 'iphone15 zenme tuihuo', text: 'iphone15 怎么退货' },
  ])('$folded is $text', ({ folded, text }) => {
    expect(read(folded)?.text).toBe(text)
  })

  test('tells what was read', () => {
    expect(read('kuaidi 到哪了,fa piao 呢')?.readings).toEqual([
      { said: 'kuaidi', meant: '快递' },
      { said: 'fa piao', meant: '发票' },
    ])
  })

  test.each([
    { folded: 'zhang wei li', why: 'sounds that no article has' },
    { folded: 'nike 鞋', why: 'a name beside characters' },
    { folded: 'can he change size', why: 'English' },
    { folded: '退货', why: 'characters' },
    { folded: '', why: 'nothing' },
  ])('leaves $folded alone: $why', ({ folded }) => {
    expect(read(folded)).toBeNull()
  })

  test('reads nothing in a folder without Chinese', () => {
    const english = WordIndex.empty()
    english.add(makeArticle({ id: 'delivery', title: 'How long does delivery take?' }, 'Two days.'))

    expect(readPinyin('tuihuo', () => new Sounds(english))).toBeNull()
  })

  test('takes a very long question in its stride', () => {
    expect(read('tuihuo '.repeat(300).trim())?.text).toMatch(/^(?:退货)+$/)
  })
})
