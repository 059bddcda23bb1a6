import { describe, expect, test } from 'vitest'
import { goldenTransfer, transferOutcome } from './transfer-timing.js'

describe('golden transfer within tolerance', () => {
  test('is whole on the very turn, whichever of those that are due', () => {
    expect(goldenTransfer({ called: [3], due: [2, 3] }, 1)).toBe(1)
  })

  test.each([
    // e^(−1/2), e^(−1/8), e^(−1/18): one turn off, with a tolerance of 1, 2 and 3.
    { tolerance: 1, off: 1, score: 0.60653 },
    { tolerance: 2, off: 1, score: 0.8825 },
    { tolerance: 3, off: 1, score: 0.94596 },
    // e^(−4/2): two turns off.
    { tolerance: 1, off: 2, score: 0.13534 },
  ])('$off turns off is worth $score with a tolerance of $tolerance, early or late', (row) => {
    const { tolerance, off, score } = row

    expect(goldenTransfer({ called: [4 + off], due: [4] }, tolerance)).toBeCloseTo(score, 4)
    expect(goldenTransfer({ called: [4 - off], due: [4] }, tolerance)).toBeCloseTo(score, 4)
  })

  test('late costs more than early where that is wished', () => {
    // γ is 1 / (1 − .5) = 2 when late and 1 / (1 + .5) = 2/3 when early: e^(−1) and e^(−1/3).
    expect(goldenTransfer({ called: [5], due: [4] }, 1, 0.5)).toBeCloseTo(0.36788, 4)
    expect(goldenTransfer({ called: [3], due: [4] }, 1, 0.5)).toBeCloseTo(0.71653, 4)
  })

  test('several calls are worth their mean, each by the turn nearest to it', () => {
    expect(goldenTransfer({ called: [2, 3], due: [2] }, 1)).toBeCloseTo((1 + 0.60653) / 2, 4)
  })

  test.each([
    { called: [], due: [], score: 1 },
    { called: [2], due: [], score: 0 },
    { called: [], due: [2], score: 0 },
  ])('called $called where due is $due is worth $score', ({ called, due, score }) => {
    expect(goldenTransfer({ called, due }, 3)).toBe(score)
  })
})

test.each([
  { called: [], due: [], outcome: 'rightly none' },
  { called: [], due: [2], outcome: 'never' },
  { called: [1], due: [], outcome: 'for nothing' },
  { called: [1], due: [2, 3], outcome: 'too early' },
  { called: [3], due: [2, 3], outcome: 'on time' },
  { called: [4], due: [2, 3], outcome: 'too late' },
] as const)('called at $called where due is $due is $outcome', ({ called, due, outcome }) => {
  expect(transferOutcome({ called, due })).toBe(outcome)
})
