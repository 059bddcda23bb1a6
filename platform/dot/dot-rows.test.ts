import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DotRows, LARGEST, STEP } from './dot-rows.js'

const number = fc.integer({ min: -LARGEST, max: LARGEST })

const rowsOfOneLength = fc.integer({ min: 1, max: 40 }).chain((steps) =>
  fc.tuple(
    fc.array(number, { minLength: steps * STEP, maxLength: steps * STEP }),
    fc.array(fc.array(number, { minLength: steps * STEP, maxLength: steps * STEP }), {
      minLength: 1,
      maxLength: 9,
    }),
  ),
)

describe('DotRows', () => {
  test('says what plain sums say', () => {
    fc.assert(
      fc.property(rowsOfOneLength, ([one, rows]) => {
        const length = one.length
        const out = length * (rows.length + 1)
        const memory = new DotRows()
        memory.grow(out + 4 * rows.length)
        memory.numbers.set([...one, ...rows.flat()])

        memory.dots(0, length, rows.length, length, out)

        const wanted = rows.map((row) => row.reduce((sum, n, i) => sum + n * (one[i] ?? 0), 0))
        expect([...memory.products.subarray(out / 4, out / 4 + rows.length)]).toEqual(wanted)
      }),
    )
  })

  test('holds the largest sums of a long row', () => {
    const length = 65_536
    const memory = new DotRows()
    memory.grow(2 * length + 4)
    memory.numbers.fill(-LARGEST, 0, 2 * length)

    memory.dots(0, length, 1, length, 2 * length)

    expect(memory.products[(2 * length) / 4]).toBe(length * LARGEST * LARGEST)
  })

  test('keeps what it holds when it grows', () => {
    const memory = new DotRows()
    memory.numbers.set([1, 2, 3])

    memory.grow(10_000_000)

    expect(memory.numbers.length).toBeGreaterThanOrEqual(10_000_000)
    expect([...memory.numbers.subarray(0, 4)]).toEqual([1, 2, 3, 0])
  })
})
