import { describe, expect, test } from 'vitest'
import { pointsBack } from './follow-up.js'

describe('a question that leans on the one before', () => {
  test.each([
    '那信用卡呢',
    '新疆呢?',
    '这个可以退吗',
    'ok and to hong kong?',
    'what about gift cards',
  ])('%s', (question) => {
    expect(pointsBack(question)).toBe(true)
  })
})

describe('a question of its own', () => {
  test.each(['怎么退', '你好', '发票怎么开', 'how do i return a kettle', '呢绒大衣怎么洗'])(
    '%s',
    (question) => {
      expect(pointsBack(question)).toBe(false)
    },
  )
})

test('only a short question may', () => {
  expect(pointsBack('how long does it take')).toBe(true)
  expect(
    pointsBack('how do i return it if i bought it for my mother more than two weeks ago'),
  ).toBe(false)
})
