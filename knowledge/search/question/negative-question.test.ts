import { expect, test } from 'vitest'
import { askPlainly } from './negative-question.js'

test.each([
  ['不能退货吗', '能退货吗'],
  ['难道不可以开发票吗？', '可以开发票吗？'],
  ["can't i cancel an order", 'can i cancel an order'],
  ["don't you ship to hong kong?", 'do you ship to hong kong?'],
])('%s asks %s', (negative, plain) => {
  expect(askPlainly(negative)).toBe(plain)
})

test.each([
  '哪些商品不能退货',
  '不能退货怎么办',
  '能不能退货',
  '不能不退吗',
  '券不能用了吗',
  "why can't i return it",
  "i can't pay",
  "it won't turn on",
])('%s says what it says', (text) => {
  expect(askPlainly(text)).toBe(text)
})
