import { describe, expect, test } from 'vitest'
import { makeArticle } from '../../article/make-article.js'
import { WordIndex } from '../words/word-index.js'
import { correctHomophones } from './correct-homophones.js'
import { Sounds } from './sounds.js'

const words = WordIndex.empty()
for (const [id, title, body] of [
  ['return', '退货怎么操作', '申请退货。'],
  ['invoice', '怎么开发票', '申请发票。'],
  ['track', '快递到哪了', '在订单页查快递的包裹。'],
  ['code', '收不到验证码', '换号码。'],
] as const) {
  words.add(makeArticle({ id, title, language: 'zh-Hans' }, body))
}
const sounds = new Sounds(words)
const correct = (folded: string) => correctHomophones(folded, () => sounds)

describe('slips of an input method', () => {
  test.each([
    {
      folded: '密码退火',
      said: '退火',
      meant: '退货',
      sure: false,
      why: 'a word, but not of a shop',
    },
    { folded: '我的包果呢', said: '包果', meant: '包裹', sure: true, why: 'no word at all' },
    { folded: '定单在哪', said: '定单', meant: '订单', sure: false, why: 'another spelling' },
  ])('$said is $meant: $why', ({ folded, said, meant, sure }) => {
    expect(correct(folded)).toEqual([{ said, meant, sure }])
  })

  test.each([
    { folded: '退货', why: 'the articles have it' },
    { folded: '这个好吗', why: '号码 shares no character' },
    { folded: '要是在的', why: 'words of every sentence' },
    { folded: '天气', why: 'nothing sounds like it' },
    { folded: 'refund', why: 'not Chinese' },
    { folded: '', why: 'nothing' },
  ])('leaves $folded alone: $why', ({ folded }) => {
    expect(correct(folded)).toEqual([])
  })
})
