import { bench, describe } from 'vitest'
import { testVector } from '../search/corpus/test-vector.js'
import { groupVectors } from './group-vectors.js'

// How long does it take to group all questions of a busy quarter, and to let fifty more join? The
// work is cut into slices, between which customers are served; this is the sum of them.
describe('grouping questions by 512 numbers each', () => {
  const options = { threshold: 0.2, pause: async () => {} }
  const alone = Array.from({ length: 3_000 }, (_, i) => ({ sum: testVector(i, 512), size: 1 }))

  bench(
    '3,000 anew',
    async () => {
      await groupVectors(alone, options)
    },
    { iterations: 2, warmupIterations: 0, time: 0, warmupTime: 0 },
  )

  bench(
    '50 that join 400 groups',
    async () => {
      await groupVectors(alone.slice(0, 450), options)
    },
    { iterations: 10, time: 0 },
  )
})
