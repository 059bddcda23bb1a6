import { describe, expect, test } from 'vitest'
import {
  fitSignal,
  heldOutMargins,
  marginOf,
  type TrainingRow,
  thresholdFor,
} from './fit-signal.js'

const never = new AbortController().signal

const row = (x: number, y: number, holds: boolean): TrainingRow => ({
  features: Float64Array.of(1, x, y),
  holds,
})

/** Holds where x is above 0; y says nothing. */
const ROWS: readonly TrainingRow[] = Array.from({ length: 40 }, (_, i) =>
  row(i % 2 === 0 ? 0.5 + i / 80 : -0.5 - i / 80, (i % 3) - 1, i % 2 === 0),
)

describe('fitting', () => {
  test('finds which number tells examples from counter-examples', async () => {
    const weights = await fitSignal(ROWS, never)

    expect(ROWS.every(({ features, holds }) => marginOf(weights, features) > 0 === holds)).toBe(
      true,
    )
    expect(Math.abs(weights[1] ?? 0)).toBeGreaterThan(10 * Math.abs(weights[2] ?? 0))
  })

  test('is not drawn to the larger side', async () => {
    const lopsided = [...ROWS, ...Array.from({ length: 400 }, () => row(-0.8, 0, false))]

    const weights = await fitSignal(lopsided, never)

    expect(marginOf(weights, row(0.8, 0, true).features)).toBeGreaterThan(0)
  })

  test('hears what is written to be confused over thousands of ordinary rows', async () => {
    // Told apart by x from the confusing rows, by y from the ordinary ones.
    const confusing = Array.from({ length: 20 }, () => row(-0.5, 1, false))
    const examples = Array.from({ length: 20 }, () => row(0.5, 1, true))
    const ordinary = Array.from({ length: 2000 }, () => ({
      ...row(0, -1, false),
      ordinary: true,
    }))

    const weights = await fitSignal([...examples, ...confusing, ...ordinary], never)

    const likelier = (x: number, y: number) => marginOf(weights, row(x, y, true).features) > 0
    expect([likelier(0.5, 1), likelier(-0.5, 1), likelier(0, -1)]).toEqual([true, false, false])
  })

  test('gives the same weights for the same sentences', async () => {
    expect(await fitSignal(ROWS, never)).toEqual(await fitSignal(ROWS, never))
  })

  test('stops when it is aborted', async () => {
    await expect(fitSignal(ROWS, AbortSignal.abort())).rejects.toThrow('abort')
  })
})

test('a held-out margin comes from a model that has not seen the sentence', async () => {
  // One mislabelled row: a model that had learned from it would lean its way.
  const rows = [...ROWS, row(0.9, 0, false)]

  const margins = await heldOutMargins(rows, 10, never)

  expect(margins).toHaveLength(rows.length)
  expect(margins.at(-1)).toBeGreaterThan(1)
})

describe('the threshold', () => {
  test.each([
    [0, 9],
    [1, 8],
    [2, 7],
    [-1, 9],
    [99, 0],
  ])('with %i false alarms allowed is %d', (allowed, expected) => {
    expect(thresholdFor([7, 9, 8], allowed)).toBe(expected)
  })

  test('does not sink among clear counter-examples to use up its budget', () => {
    expect(thresholdFor([-7, -9, -8], 1)).toBe(0)
  })
})
