import { describe, expect, test } from 'vitest'
import type { TextTokens } from '../../embed/embedder.js'
import { bagOf, tokenMatch } from './token-bag.js'

const WIDTH = 8

/** A text whose tokens point at the given angles in one plane. */
const text = (...tokens: readonly (readonly [id: number, degrees: number])[]): TextTokens => ({
  ids: tokens.map(([id]) => id),
  vectors: Float32Array.from(
    tokens.flatMap(([, degrees]) => {
      const angle = (degrees / 180) * Math.PI
      return [Math.cos(angle), Math.sin(angle), ...new Array<number>(WIDTH - 2).fill(0)]
    }),
  ),
})
const EMPTY = text()

describe('a bag of tokens', () => {
  test('holds each token once, where it points on average', () => {
    const bag = bagOf([text([7, 0], [3, 90]), text([7, 60])], WIDTH)

    expect([...bag.ids]).toEqual([3, 7])
    expect([...bag.counts]).toEqual([1, 2])
    expect(tokenMatch(text([1, 30]), bag)).toBeCloseTo(1, 2)
  })

  test('matches each token of a question with its nearest, and takes the mean', () => {
    const bag = bagOf([text([1, 0], [2, 90])], WIDTH)

    expect(tokenMatch(text([5, 0]), bag)).toBeCloseTo(1, 2)
    expect(tokenMatch(text([5, 0], [6, 45]), bag)).toBeCloseTo((1 + Math.SQRT1_2) / 2, 2)
    expect(tokenMatch(text([5, 180]), bag)).toBeCloseTo(0, 2)
  })

  test('matches nothing when it or the question is empty', () => {
    expect(tokenMatch(EMPTY, bagOf([text([1, 0])], WIDTH))).toBe(0)
    expect(tokenMatch(text([1, 0]), bagOf([], WIDTH))).toBe(0)
  })

  test('without one of its texts is as if that had never been in it', () => {
    const gone = text([1, 10], [2, 80], [4, 200])
    const rest = [text([1, 50], [3, 120]), text([3, 140])]
    const question = text([9, 0], [9, 75], [9, 130], [9, 200])

    const left = tokenMatch(question, bagOf([gone, ...rest], WIDTH), gone)

    expect(left).toBeCloseTo(tokenMatch(question, bagOf(rest, WIDTH)), 2)
    expect(left).toBeLessThan(tokenMatch(question, bagOf([gone, ...rest], WIDTH)) - 0.1)
  })
})
