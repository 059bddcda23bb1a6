import { expect, test } from 'vitest'
import { stripFeelings } from './strip-feelings.js'

test.each([
  { text: '气死我了,你们这什么破店!运费要多少钱,等了半天都没人理', bare: '运费要多少钱' },
  { text: '真是太坑了 退款多久到账 客服态度太差了', bare: '退款多久到账' },
  { text: '服了你们了,头一回碰到这么坑的店,怎么退货', bare: '怎么退货' },
  { text: '垃圾平台!还没发货怎么取消', bare: '还没发货怎么取消' },
  {
    text: 'this is ridiculous, i am so angry! where is my refund? nobody ever answers me.',
    bare: 'where is my refund?',
  },
  { text: "i'm really fed up with you guys. how do i cancel", bare: 'how do i cancel' },
])('$text asks "$bare"', ({ text, bare }) => {
  expect(stripFeelings(text)).toBe(bare)
})

test.each([
  '气死我了',
  'this is ridiculous',
  '衣服洗了缩水,可以退吗',
  '急件能发吗',
  '第一次来,怎么下单',
  '第一次见到这样的插头,能用吗',
  '退款的差价太少',
  'the parcel is a joke gift, can i return it',
  '快递等了好几天,能换一家吗',
  '',
])('%j is left as it is', (text) => {
  expect(stripFeelings(text)).toBe(text)
})
