import { bench, describe } from 'vitest'
import { fitSignal, type TrainingRow } from './fit-signal.js'

/** About what one signal of the shop is learned from. */
const ROWS = 4_000
const FEATURES = 518

let seed = 1
/** -0.5 to 0.5, the same in every run. */
function noise(): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return seed / 2 ** 32 - 0.5
}

const rows: readonly TrainingRow[] = Array.from({ length: ROWS }, (_, i) => {
  const holds = i % 5 === 0
  const features = Float64Array.from({ length: FEATURES }, () => noise() / 10)
  features[0] = noise() + (holds ? 0.2 : -0.2)
  return { features, holds, ordinary: i % 5 > 2 }
})
const { signal } = new AbortController()

describe(`a signal of ${ROWS} sentences`, () => {
  bench('is fitted', async () => {
    await fitSignal(rows, signal)
  })
})
