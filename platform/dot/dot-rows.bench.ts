import { bench, describe } from 'vitest'
import { DotRows } from './dot-rows.js'

/** The vectors of some two hundred articles. */
const ROWS = 7_000
const LENGTH = 512

const memory = new DotRows()
const out = LENGTH * (ROWS + 1)
memory.grow(out + 4 * ROWS)
const { numbers } = memory
for (let i = 0; i < out; i++) numbers[i] = ((i * 7_919) % 255) - 127

describe(`the dot products of one vector and ${ROWS} of ${LENGTH} numbers`, () => {
  bench('in WebAssembly, sixteen at a time', () => {
    memory.dots(0, LENGTH, ROWS, LENGTH, out)
  })

  bench('in JavaScript, four sums at once', () => {
    for (let row = 1; row <= ROWS; row++) memory.products[out / 4 + row - 1] = plain(row * LENGTH)
  })
})

function plain(start: number): number {
  let first = 0
  let second = 0
  let third = 0
  let fourth = 0
  for (let i = 0; i < LENGTH; i += 4) {
    first += (numbers[i] ?? 0) * (numbers[start + i] ?? 0)
    second += (numbers[i + 1] ?? 0) * (numbers[start + i + 1] ?? 0)
    third += (numbers[i + 2] ?? 0) * (numbers[start + i + 2] ?? 0)
    fourth += (numbers[i + 3] ?? 0) * (numbers[start + i + 3] ?? 0)
  }
  return first + second + third + fourth
}
