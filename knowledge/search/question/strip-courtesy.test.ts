import { expect, test } from 'vitest'
import { stripCourtesy } from './strip-courtesy.js'

test.each([
  { text: '你好在吗 麻烦问一下 多久能退款', bare: '多久能退款' },
  { text: '亲,请问一下多久能退款呀,谢谢', bare: '多久能退款呀' },
  { text: '您好,想咨询一下运费多少钱,谢谢啦', bare: '运费多少钱' },
  { text: '😀😀发票怎么开😀', bare: '发票怎么开' },
  {
    text: 'hi there, could you please tell me how long it takes? thanks a lot!',
    bare: 'how long it takes?',
  },
  { text: 'please help', bare: 'help' },
  { text: '你好在吗 麻烦问一下 亲 请问 怎么退货', bare: '怎么退货' },
  { text: '不好意思打扰了,有个问题想请教一下,怎么退货', bare: '怎么退货' },
  { text: '急急急!怎么退货,在线等挺急的', bare: '怎么退货' },
  {
    text: 'hi there, sorry to bother you, quick question: how do i return it? many thanks',
    bare: 'how do i return it?',
  },
  { text: 'hello, i was wondering if it ships today', bare: 'if it ships today' },
  { text: '怎么退货👍🏽🇨🇳[流泪]', bare: '怎么退货' },
  { text: '怎么退货???!!!', bare: '怎么退货?' },
  { text: '怎么退货!!!。。。', bare: '怎么退货' },
  { text: '还没到...急!?', bare: '还没到' },
  { text: 'the party starts late', bare: 'the party starts late' },
  { text: '客服电话是多少', bare: '客服电话是多少' },
  { text: '请问下单后多久发货', bare: '下单后多久发货' },
  { text: '急件能发吗', bare: '急件能发吗' },
  { text: '亲子装有货吗', bare: '亲子装有货吗' },
  { text: '客服几点上班', bare: '客服几点上班' },
  { text: 'hey, just wondering - how do i reach a person? thx', bare: 'how do i reach a person?' },
  { text: 'hi-fi speakers in stock?', bare: 'hi-fi speakers in stock?' },
  { text: 'history of my orders', bare: 'history of my orders' },
  { text: '知道了,那运费谁出', bare: '那运费谁出' },
  { text: '哈哈好吧,杯子能定制吗', bare: '杯子能定制吗' },
  { text: '谢谢,不过还是没到', bare: '不过还是没到' },
  { text: 'lol fair enough. can i pick the time?', bare: 'can i pick the time?' },
  { text: 'ok thank you, it smells a little', bare: 'it smells a little' },
  { text: 'ok so who pays', bare: 'so who pays' },
  { text: 'right, what about the box', bare: 'what about the box' },
  { text: 'great price, is it real?', bare: 'great price, is it real?' },
  { text: 'right shoe is missing', bare: 'right shoe is missing' },
  { text: 'okra seeds', bare: 'okra seeds' },
  { text: '好评怎么写', bare: '好评怎么写' },
  { text: '行李箱,能退吗', bare: '行李箱,能退吗' },
  { text: '好的,谢谢', bare: '好的,谢谢' },
  { text: '你好', bare: '你好' },
  { text: '谢谢', bare: '谢谢' },
  { text: '😀', bare: '😀' },
  { text: '', bare: '' },
])('$text becomes "$bare"', ({ text, bare }) => {
  expect(stripCourtesy(text)).toBe(bare)
})

test.each([
  { text: '你们包邮不', bare: '包邮吗' },
  { text: '香港能送不?', bare: '香港能送吗?' },
  { text: '你们周末发货吗', bare: '周末发货吗' },
])('$text asks $bare', ({ text, bare }) => {
  expect(stripCourtesy(text)).toBe(bare)
})

test.each(['你们的电话是多少', '你们是哪家公司', '这样可不可以要不', '为什么不', '你们家在哪里'])(
  '%s stays as it is',
  (text) => {
    expect(stripCourtesy(text)).toBe(text)
  },
)
