import { describe, expect, test } from 'vitest'
import { factCoverage, holdsWords, missingFacts } from './fact-coverage.js'

describe('words in a text', () => {
  test.each([
    { text: '信用卡 3–7 个工作日', words: '3-7个工作日', held: true },
    { text: '信用卡３～７個工作日', words: '3–7 个工作日', held: true },
    { text: '| 储蓄卡 | 1–3 个工作日 |', words: '储蓄卡 1–3 个工作日', held: true },
    { text: '输入“人工”', words: '输入「人工」', held: true },
    { text: 'Within 24 Hours of receipt', words: 'within 24 hours', held: true },
    { text: '245 | 39 | 270 | 44', words: '245 | 39', held: true },
    { text: '15 天内', words: '5 天', held: false },
    { text: '2–5 天送达', words: '5 天', held: false },
    { text: '1.5 天', words: '5 天', held: false },
    { text: '满 1,000 元', words: '满 1', held: false },
    { text: '15 天，之后 5 天', words: '5 天', held: true },
    { text: '', words: '5 天', held: false },
  ])('"$words" in "$text": $held', ({ text, words, held }) => {
    expect(holdsWords(text, words)).toBe(held)
  })
})

describe('the share of facts', () => {
  const facts = [['7 天', '七天'], ['未拆封', '没有拆封'], ['退货']]

  test('counts a fact once, whichever of its wordings is there', () => {
    // The first and the third of three.
    expect(factCoverage('七天（7 天）内可以退货', facts)).toBe(2 / 3)
    expect(missingFacts('七天（7 天）内可以退货', facts)).toEqual([['未拆封', '没有拆封']])
  })

  test('is whole with all of them, and nothing without any', () => {
    expect(factCoverage('没有拆封的，7 天内可以退货', facts)).toBe(1)
    expect(factCoverage('', facts)).toBe(0)
  })

  test('does not apply where nothing was to be said', () => {
    expect(factCoverage('七天', [])).toBeNull()
  })
})
