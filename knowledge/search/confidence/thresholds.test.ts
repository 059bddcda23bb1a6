import { describe, expect, test } from 'vitest'
import { claimedThreshold, learnThresholds, limitOf, type Outcome } from './thresholds.js'

const GENERAL = { name: 'general', share: 0.05, categories: [] }
const MONEY = { name: 'money', share: 0.02, categories: ['refunds'] }
const BUDGETS = { sureness: 0.95, list: [GENERAL, MONEY] } as const

const outcomes = (
  count: number,
  probability: number,
  wrong = 0,
  category: string | null = null,
): Outcome[] =>
  Array.from({ length: count }, (_, i) => ({
    probability,
    anyOfThree: probability,
    category,
    right: i >= wrong,
    rightOfThree: i >= wrong,
  }))

describe('learning thresholds', () => {
  // 59 answers without an error show 5 % at 95 % sureness, 58 do not: 0.95 ** 59 = 0.0485.
  test.each([
    { count: 59, answer: 0.8 },
    // The probability claims 20 % of errors, so nothing is left but the rule of thumb.
    { count: 58, answer: 0.9 },
  ])('$count right answers at 0.8: from $answer on', ({ count, answer }) => {
    const learned = learnThresholds(outcomes(count, 0.8), BUDGETS)

    expect(limitOf(learned, GENERAL)).toBe(answer)
  })

  test('the smallest probability that keeps the budget is taken', () => {
    const all = [...outcomes(100, 0.9), ...outcomes(50, 0.7), ...outcomes(50, 0.5, 25)]

    expect(limitOf(learnThresholds(all, BUDGETS), GENERAL)).toBe(0.7)
  })

  test('a stricter budget takes a greater probability', () => {
    const all = [...outcomes(200, 0.95), ...outcomes(200, 0.8, 10)]

    const learned = learnThresholds(all, BUDGETS)

    expect(limitOf(learned, MONEY)).toBe(0.95)
    expect(limitOf(learned, GENERAL)).toBe(0.8)
  })

  test('what labels cannot show, the probabilities must claim', () => {
    // Their mean claims 1 % from 0.99 on, 1.75 % from 0.975 on, and 5.8 % from 0.86 on.
    const all = [...outcomes(10, 0.99), ...outcomes(10, 0.975), ...outcomes(10, 0.86)]

    expect(limitOf(learnThresholds(all, BUDGETS), MONEY)).toBe(0.975)
  })

  test('asks back where one of the choices is right for four of five', () => {
    const all = [...outcomes(60, 0.5, 6), ...outcomes(60, 0.3, 40)]

    expect(learnThresholds(all, BUDGETS).askBack).toBe(0.5)
  })

  test('counts among those asked back whatever is too unsure for its own budget', () => {
    const sure = outcomes(100, 0.95)
    const left = outcomes(40, 0.5, 10)
    const refunds = outcomes(40, 0.9, 2, 'refunds')

    // Of the forty left, ten have no right choice; of all eighty that are asked, twelve.
    expect(learnThresholds([...sure, ...left], BUDGETS).askBack).not.toBe(0.5)
    expect(learnThresholds([...sure, ...refunds, ...left], BUDGETS).askBack).toBe(0.5)
  })

  test('a budget that came later claims what a true probability would need', () => {
    const learned = learnThresholds(outcomes(100, 0.9), { sureness: 0.95, list: [GENERAL] })

    expect(limitOf(learned, MONEY)).toBe(claimedThreshold(MONEY))
  })
})
