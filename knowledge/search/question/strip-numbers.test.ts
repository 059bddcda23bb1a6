import { expect, test } from 'vitest'
import { stripNumbers } from './strip-numbers.js'

test.each([
  { text: '订单号是#,怎么退货', bare: ',怎么退货' },
  { text: '怎么退货 单号:#', bare: '怎么退货' },
  { text: '订单#到哪了', bare: '订单到哪了' },
  { text: 'my order number is #. where is it?', bare: '. where is it?' },
  { text: 'it is missing my order number is #.', bare: 'it is missing' },
  { text: 'where is order #?', bare: 'where is order ?' },
  { text: 'it is missing phone: #', bare: 'it is missing' },
  { text: 'it is missing order no.: # please', bare: 'it is missing please' },
  { text: '少了一件 手机:#', bare: '少了一件' },
  { text: 'my telephone: # is broken', bare: 'my telephone: is broken' },
  { text: '怎么退货,花了299元', bare: '怎么退货,' },
  { text: '我付了1,299.00元,怎么退货', bare: ',怎么退货' },
  { text: '我买了299块钱的鞋子怎么退', bare: '我买了鞋子怎么退' },
  { text: 'how do i return it? it cost 299 yuan.', bare: 'how do i return it?' },
  { text: 'i paid $35, how do i return it?', bare: 'how do i return it?' },
  { text: '#', bare: '#' },
  { text: '299元', bare: '299元' },
])('$text becomes "$bare"', ({ text, bare }) => {
  expect(stripNumbers(text)).toBe(bare)
})

test.each([
  '满99元包邮吗',
  '满300减40怎么用',
  '运费是8元吗',
  '618有什么优惠',
  '7天无理由',
  'is it free from 99 yuan?',
  'is delivery free for 99 yuan?',
  '',
])('%j keeps what is asked about', (text) => {
  expect(stripNumbers(text)).toBe(text)
})
