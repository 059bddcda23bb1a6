import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shrinkVector, VectorSlab } from '../../embed/vector-slab.js'
import { SentenceVectors } from './sentence-vectors.js'

const unit = (angle: number) => Float32Array.from([Math.cos(angle), Math.sin(angle)])

function keptAt(angles: readonly number[]) {
  const slab = new VectorSlab(2)
  const vectors = new SentenceVectors()
  vectors.keep(
    'a',
    slab,
    angles.map((angle) => slab.add(shrinkVector(unit(angle)))),
  )
  return vectors
}

test('tells the mean cosine of the nearest', () => {
  const vectors = keptAt([2, 0.5, 1, 0.1])

  expect(vectors.nearest('a', unit(0), 2)).toBeCloseTo((Math.cos(0.1) + Math.cos(0.5)) / 2, 1)
  expect(vectors.nearest('a', unit(0), 9)).toBeCloseTo(
    (Math.cos(0.1) + Math.cos(0.5) + Math.cos(1) + Math.cos(2)) / 4,
    1,
  )
})

test('is the mean of the first in order, whatever the order they stand in', () => {
  const angle = fc.double({ min: 0, max: Math.PI, noNaN: true })
  fc.assert(
    fc.property(fc.array(angle, { minLength: 1, maxLength: 12 }), (angles) => {
      const wanted = angles
        .map((each) => keptAt([each]).nearest('a', unit(0), 1) ?? Number.NaN)
        .sort((a, b) => b - a)
        .slice(0, 3)
      const mean = wanted.reduce((sum, each) => sum + each, 0) / wanted.length

      expect(keptAt(angles).nearest('a', unit(0), 3)).toBeCloseTo(mean, 9)
    }),
  )
})

test('knows nothing of an article whose sentences have no vectors, and 0 of one without any', () => {
  const vectors = keptAt([])

  expect(vectors.nearest('a', unit(0), 2)).toBe(0)
  expect(vectors.nearest('b', unit(0), 2)).toBeUndefined()
  vectors.forget('a')
  expect(vectors.nearest('a', unit(0), 2)).toBeUndefined()
})
