import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minimise } from './minimise.js'

const options = { tolerance: 1e-8, mostSteps: 500 }

describe('minimise', () => {
  test('finds the bottom of any bowl, however steep its sides', async () => {
    const side = fc.tuple(
      fc.double({ min: -50, max: 50, noNaN: true }),
      fc.integer({ min: 0, max: 3 }),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(side, { minLength: 1, maxLength: 12 }), async (sides) => {
        const steepness = sides.map(([, power]) => 10 ** power)
        const bottom = sides.map(([where]) => where)
        const bowl = async (point: Float64Array, gradient: Float64Array) => {
          const distances = bottom.map((where, i) => (point[i] ?? 0) - where)
          gradient.set(distances.map((distance, i) => distance * (steepness[i] ?? 0)))
          return distances.reduce((sum, d, i) => sum + (d * d * (steepness[i] ?? 0)) / 2, 0)
        }

        const found = await minimise(bowl, new Float64Array(sides.length), options)

        for (const [i, where] of bottom.entries()) expect(found[i]).toBeCloseTo(where, 3)
      }),
    )
  })

  test('follows a bent valley that has no other bottom', async () => {
    // Rosenbrock's, whose bottom is at 1, 1.
    const valley = async (point: Float64Array, gradient: Float64Array) => {
      const [x = 0, y = 0] = point
      gradient.set([-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)])
      return (1 - x) ** 2 + 100 * (y - x * x) ** 2
    }

    const [x, y] = await minimise(valley, Float64Array.of(-1.2, 1), options)

    expect(x).toBeCloseTo(1, 4)
    expect(y).toBeCloseTo(1, 4)
  })

  test('stays where it is lowest already', async () => {
    const flat = async () => 0

    expect(await minimise(flat, Float64Array.of(3, 4), options)).toEqual(Float64Array.of(3, 4))
  })

  test('ends with the reason why a point could not be looked at', async () => {
    const broken = async () => Promise.reject(new Error('no power'))

    await expect(minimise(broken, Float64Array.of(0), options)).rejects.toThrow('no power')
  })
})
