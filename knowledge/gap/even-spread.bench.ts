import { bench, describe } from 'vitest'
import { testVector } from '../search/corpus/test-vector.js'
import { learnEvenSpread } from './even-spread.js'

// What does it cost to place new questions? Once for a language it is learned how the articles'
// questions lie, in slices of a few milliseconds; then each question is evened out.
describe('evening out questions of 512 numbers each', async () => {
  const pause = async () => {}
  const groups = Array.from({ length: 100 }, (_, group) =>
    Array.from({ length: 20 }, (_, i) => testVector(100 * group + i, 512)),
  )
  const evenOut = await learnEvenSpread(groups, pause)
  const question = testVector(99, 512)

  bench(
    'learn from 2,000 in 100 articles',
    async () => {
      await learnEvenSpread(groups, pause)
    },
    { iterations: 3, warmupIterations: 1, time: 0, warmupTime: 0 },
  )

  bench('one question', () => {
    evenOut(question)
  })
})
