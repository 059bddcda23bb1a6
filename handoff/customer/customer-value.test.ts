import { describe, expect, test } from 'vitest'
import { DAY } from '../../platform/clock.js'
import { assessValue, type ShopFacts } from './customer-value.js'
import { RULE } from './open-test-customers.js'

const NOW = Date.UTC(2026, 10, 26)
const ago = (days: number) => NOW - days * DAY
const assess = (facts: ShopFacts | null, lastVisitAt: number | null = null) =>
  assessValue(facts, lastVisitAt, RULE, NOW)

describe('the value of a customer', () => {
  test('of whom nothing is known is ordinary, and every aspect says so', () => {
    expect(assess(null, ago(1))).toEqual({
      value: 'ordinary',
      lifecycle: 'unknown',
      contribution: null,
      loyalty: null,
      potential: null,
    })
  })

  test.each([
    ['spent what counts', { spentInYear: 5_000 }, 'valued'],
    ['the shop calls valued', { value: 'valued', spentInYear: 1 }, 'valued'],
    ['the shop calls ordinary', { value: 'ordinary', spentInYear: 9_000 }, 'ordinary'],
    ['spent one less', { spentInYear: 4_999 }, 'ordinary'],
    ['has a level that counts', { level: 'diamond' }, 'valued'],
    ['has another level', { level: 'gold' }, 'ordinary'],
    [
      'orders often, for long',
      { ordersInYear: 12, firstOrderAt: ago(731), lastOrderAt: ago(3) },
      'valued',
    ],
    [
      'orders often, for a year',
      { ordersInYear: 12, firstOrderAt: ago(365), lastOrderAt: ago(3) },
      'ordinary',
    ],
    [
      'orders seldom, for long',
      { ordersInYear: 11, firstOrderAt: ago(731), lastOrderAt: ago(3) },
      'ordinary',
    ],
    ['is new and begins big', { firstOrderAt: ago(90), spentInYear: 2_000 }, 'valued'],
    [
      'is not new and spent as much',
      { firstOrderAt: ago(91), lastOrderAt: ago(3), spentInYear: 2_000 },
      'ordinary',
    ],
    ['spent much, and went quiet', { spentInYear: 9_000, lastOrderAt: ago(366) }, 'ordinary'],
  ] as const)('who %s', (_, facts, value) => {
    expect(assess(facts).value).toBe(value)
  })

  test('a visit ends the quiet as well as an order', () => {
    const facts = { level: 'diamond', lastOrderAt: ago(400) }

    expect(assess(facts)).toMatchObject({ lifecycle: 'quiet', value: 'ordinary' })
    expect(assess(facts, ago(10))).toMatchObject({ lifecycle: 'active', value: 'valued' })
  })
})
