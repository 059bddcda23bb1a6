import { describe, expect, test } from 'vitest'
import { balanceLabels } from './balance-labels.js'
import type { Trust, UsedLabel } from './derive-labels.js'

const label = (trust: Trust, answeredRight: boolean | null): UsedLabel => ({
  text: '问题',
  language: 'zh-Hans',
  gold: ['a'],
  trust,
  at: 1,
  answeredRight,
})
const many = (count: number, each: UsedLabel) => Array.from({ length: count }, () => each)
const fairCount = (...[labels, judged]: Parameters<typeof balanceLabels>) =>
  balanceLabels(labels, judged).filter(({ teaches }) => teaches === undefined).length

describe('balancing labels', () => {
  test('keeps right answers to wrong ones as they were judged', () => {
    const labels = [...many(90, label('thumb', true)), ...many(4, label('correction', false))]

    // 90 right and 20 wrong were judged; of the wrong, 4 are labelled: 4 × 90 / 20 = 18 right ones.
    expect(fairCount(labels, { right: 90, wrong: 20 })).toBe(18 + 4)
  })

  test('lets right answers say nothing of how often, while no wrong one is known', () => {
    const labels = many(50, label('thumb', true))

    expect(fairCount(labels, { right: 50, wrong: 0 })).toBe(0)
    expect(fairCount(labels, { right: 50, wrong: 9 })).toBe(0)
  })

  test.each([
    { trust: 'correction', fair: 1 },
    { trust: 'use', fair: 0 },
    { trust: 'choice', fair: 0 },
  ] as const)('where the bot did not answer, a $trust counts $fair', ({ trust, fair }) => {
    expect(fairCount([label(trust, null)], { right: 0, wrong: 0 })).toBe(fair)
  })
})
