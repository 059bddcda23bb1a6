import { expect, test } from 'vitest'
import { foldText } from '../words/fold-text.js'
import { fromCantonese } from './from-cantonese.js'

test.each([
  { text: '點樣退貨', standard: '怎么退货' },
  { text: '點解仲未收到退款', standard: '为什么还没收到退款' },
  { text: '收唔到驗證碼', standard: '收不到验证码' },
  { text: '幾時出貨', standard: '什么时候出货' },
  { text: '運費幾多錢', standard: '运费多少钱' },
  { text: '喺邊度攞發票', standard: '在哪里拿发票' },
  { text: '幾時先有貨呀', standard: '什么时候才有货呀' },
  { text: '隻碗寄到嚟爛咗喎', standard: '只碗寄到来烂了' },
  { text: '使唔使寄返俾你哋', standard: '要不要寄回给你们' },
  { text: '郵費邊個畀', standard: '邮费谁给' },
])('$text is $standard', ({ text, standard }) => {
  expect(fromCantonese(foldText(text))).toBe(standard)
})

test.each(['怎么退货', '翻新机保修吗', '仲裁在哪里申请', 'refund', ''])('%j stays', (text) => {
  expect(fromCantonese(foldText(text))).toBe(text)
})
