import { expect, test } from 'vitest'
import { caseTerms, speaksOfCase } from './named-case.js'

test.each([
  { text: '没有柠檬酸，可以用白醋代替。', speaks: true },
  { text: '手机号已停用的，看下一节。', speaks: true },
  { text: 'if all is refunded, the coupon comes back.', speaks: true },
  { text: '优惠券可以和积分一起用。', speaks: false },
])('that $text speaks of a case: $speaks', ({ text, speaks }) => {
  expect(speaksOfCase(text)).toBe(speaks)
})

test('the case is told by the first clause alone', () => {
  const terms = caseTerms('没有柠檬酸，可以用白醋代替。')

  expect(terms).toContain('柠檬')
  expect(terms).not.toContain('白醋')
  expect(caseTerms('可以用白醋代替。')).toEqual([])
})
