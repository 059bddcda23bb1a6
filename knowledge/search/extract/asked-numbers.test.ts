import { describe, expect, test } from 'vitest'
import { askedNumbers } from './asked-numbers.js'

describe('a number of the question', () => {
  test.each([
    { question: '脚长250穿多大', text: '| 250 | 40 |', shared: 1 },
    { question: '100积分抵多少钱', text: '100 个积分抵 1 元', shared: 1 },
    { question: '100积分抵多少钱', text: '订单 100 元', shared: 0.5 },
    { question: '2公斤寄香港多少钱', text: '2 公斤 | 65 元', shared: 1 },
    { question: '2公斤寄香港多少钱', text: '3 公斤 | 85 元', shared: 0 },
    { question: 'm码适合谁', text: 'm | 160/84', shared: 1 },
    { question: '多少钱', text: '65 元', shared: 0 },
  ])('of $question is shared by $text: $shared', ({ question, text, shared }) => {
    expect(askedNumbers(question).sharedBy(text)).toBe(shared)
  })

  // Worked out by hand: 15 lies in 11–19, which is 8 wide, so 8 / (19 + 15); 15 is 3/4 of 20.
  test.each([
    { question: '想买15件', text: '需要 11 到 19 件时', held: 8 / 34 },
    { question: '修了20天', text: '超过 15 个工作日', held: 2 - 15 / 20 },
    { question: '修了20天', text: '超过 15 个工作日，未超过 30 天', held: 15 / 50 },
    { question: '修了20天', text: '超过 30 天', held: null },
    { question: '修了1个月', text: '满 30 天', held: 1 },
    { question: '2天没动', text: '超过 48 小时没有新信息', held: 1 },
    { question: '签收12天', text: '签收后 15 天内', held: 15 / 27 },
    { question: 'after 10 days', text: 'within 15 days', held: 15 / 25 },
    { question: '想买15件', text: '满 10 元', held: null },
    { question: '多久', text: '7 天内', held: null },
  ])('of $question lies in a range of $text: $held', ({ question, text, held }) => {
    const gap = askedNumbers(question).heldBy(text)

    if (held === null) expect(gap).toBeNull()
    else expect(gap).toBeCloseTo(held, 10)
  })

  test.each([
    { question: 'how much for 3.5 kg', text: '3 kg | 85 yuan', other: true },
    { question: '2公斤寄香港多少钱', text: '2 公斤 | 65 元', other: false },
    { question: '修了20天', text: '超过 15 个工作日，未超过 30 天', other: false },
    { question: '2公斤寄香港多少钱', text: '每天 9 点送', other: false },
    { question: '多少钱', text: '3 公斤 | 85 元', other: false },
  ])('of $question is another in $text: $other', ({ question, text, other }) => {
    expect(askedNumbers(question).isOther(text)).toBe(other)
  })
})
