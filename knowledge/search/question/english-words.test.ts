import { expect, test } from 'vitest'
import { isEnglishWord } from './english-words.js'

test.each(['aa', 'refund', 'size', 'guarantee', 'thanks', 'zyzzyvas'])('%s is English', (word) => {
  expect(isEnglishWord(word)).toBe(true)
})

test.each(['', 'a', 'refnud', 'tuihuo', 'zzzz', '退货', 'refund\nrefunds'])('%j is not', (word) => {
  expect(isEnglishWord(word)).toBe(false)
})
