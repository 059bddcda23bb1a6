import { expect, test } from 'vitest'
import { isOpposed } from './is-opposed.js'

test.each([
  { one: '发货了还能改地址吗', other: '订单还没有发货时，可以在订单页修改。', opposed: true },
  { one: '没绑定的礼品卡能退吗', other: '礼品卡绑定后不能退款。', opposed: true },
  { one: '没绑定的礼品卡能退吗', other: '没有绑定的，7 天内可以退款。', opposed: false },
  { one: '发货了还能改地址吗', other: '包裹发货后只能通过转寄更改地址。', opposed: false },
  {
    one: 'my order has shipped',
    other: 'an order that has not shipped can be cancelled',
    opposed: true,
  },
  {
    one: 'it has not shipped',
    other: 'an order that has not shipped can be cancelled',
    opposed: false,
  },
])('$one / $other', ({ one, other, opposed }) => {
  expect(isOpposed(one, other)).toBe(opposed)
  expect(isOpposed(other, one)).toBe(opposed)
})
