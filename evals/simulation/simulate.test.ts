import { describe, expect, test } from 'vitest'
import { CONTENT } from '../evaluate.js'
import { giniOf } from './figures.js'
import { SCENARIOS } from './scenario.js'
import { simulate } from './simulate.js'

const NOTHING = { stranded: [], ownerless: [], doubleOwned: [], spokenByOthers: [], lost: [] }
const vanish = SCENARIOS.find(({ name }) => name === 'agents vanish')

describe('a day of 30 customers on which agents vanish', () => {
  test.each(['pull', 'push'] as const)(
    'breaks nothing with %s',
    async (assign) => {
      if (!vanish) throw new Error('The scenario is gone.')

      const options = { contentFolder: CONTENT, assign, customers: 30, seed: 7 }
      const { broken, figures } = await simulate(vanish, options)

      expect(broken).toEqual(NOTHING)
      expect(figures.asked).toBeGreaterThan(10)
      expect(figures.unanswered).toBe(0)
    },
    120_000,
  )
})

describe('how unevenly work is shared', () => {
  // Of 1 and 3: the pairs differ by 2 twice, 4 ÷ (2 × 2 × 4) is a quarter.
  test.each([
    { loads: [2, 2, 2], gini: 0 },
    { loads: [1, 3], gini: 0.25 },
    { loads: [0, 0, 0, 8], gini: 0.75 },
    { loads: [0, 0], gini: 0 },
  ])('of $loads is $gini', ({ loads, gini }) => {
    expect(giniOf(loads)).toBeCloseTo(gini, 10)
  })
})
