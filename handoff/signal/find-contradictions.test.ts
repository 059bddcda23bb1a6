import { describe, expect, test } from 'vitest'
import { findContradictions } from './find-contradictions.js'
import type { LabelledSentence } from './load-signals.js'

const sentence = (
  text: string,
  holds: boolean,
  language: 'zh' | 'en' = 'zh',
): LabelledSentence => ({
  text,
  holds,
  language,
  own: true,
})
const at = (degrees: number) => {
  const angle = (degrees * Math.PI) / 180
  return Float32Array.of(Math.cos(angle), Math.sin(angle))
}
const vectors = new Map([
  ['a', at(0)],
  ['near a', at(20)],
  ['nearer a', at(10)],
  ['far from a', at(40)],
])

describe('contradictions of a signal', () => {
  test('are an example and a counter-example that are near, the nearest first', () => {
    const sentences = [
      sentence('a', true),
      sentence('near a', false),
      sentence('nearer a', false),
      sentence('far from a', false),
    ]

    const found = findContradictions({ sentences }, vectors)

    // The cosines of 10 and 20 degrees; that of 40 is 0.77.
    expect(found.map(({ counterExample }) => counterExample.text)).toEqual(['nearer a', 'near a'])
    expect(found[0]?.likeness).toBeCloseTo(0.985, 3)
  })

  test('are none between two examples, or two languages', () => {
    const sentences = [
      sentence('a', true),
      sentence('near a', true),
      sentence('nearer a', false, 'en'),
    ]

    expect(findContradictions({ sentences }, vectors)).toEqual([])
  })
})
