import { describe, expect, test } from 'vitest'
import { createAsksTheSame } from './asks-the-same.js'

const never = new AbortController().signal

/** Points on a circle: texts of one first sign are 0.9 alike, others not at all. */
const embed = async (texts: readonly string[]) =>
  texts.map((text, index) =>
    text.startsWith('退')
      ? Float32Array.of(index === 0 ? 1 : 0.9, index === 0 ? 0 : Math.sqrt(0.19), 0)
      : Float32Array.of(0, 0, 1),
  )

describe('asking the same in other words', () => {
  test.each([
    ['退款多久到账', '退的钱哪天到', true],
    ['退款多久到账', '发票怎么开', false],
    ['退款', '退的钱哪天到', false],
    ['退款多久到账', '', false],
  ])('“%s” and “%s”: %s', async (a, b, expected) => {
    expect(await createAsksTheSame(embed)(a, b, never)).toBe(expected)
  })

  test('is not known while the model cannot be reached', async () => {
    const down = createAsksTheSame(async () => Promise.reject(new Error('down')))

    expect(await down('退款多久到账', '退的钱哪天到', never)).toBe(false)
  })

  test('ends with the turn', async () => {
    const stopped = AbortSignal.abort(new Error('left'))
    const ask = createAsksTheSame(async (_texts, signal) => {
      signal.throwIfAborted()
      return []
    })

    await expect(ask('退款多久到账', '退的钱哪天到', stopped)).rejects.toThrow('left')
  })
})
