import characters from 'opencc-js/dict/STCharacters'
import phrases from 'opencc-js/dict/STPhrases'
import { expect, test } from 'vitest'
import { boundSimplified, countSimplified } from './simplified-characters.js'

test.each([
  { text: '怎么退货', least: 1, most: 2 },
  { text: '發票退貨', least: 0, most: 0 },
  { text: '皇后', least: 0, most: 1 },
  { text: '今天你好', least: 0, most: 0 },
  { text: '', least: 0, most: 0 },
])('of $text at least $least are simplified, and at most $most', ({ text, least, most }) => {
  expect(boundSimplified(text)).toEqual({ least, most })
})

test('the count of a conversion is within the bounds, whatever the words', () => {
  const words = [characters, phrases].flatMap((dictionary) =>
    String(dictionary)
      .split('|')
      .flatMap((entry) => entry.split(' '))
      .filter((_, i) => i % 40 === 0),
  )
  expect(words.length).toBeGreaterThan(2_000)

  const outside = words.filter((word) => {
    const { least, most } = boundSimplified(word)
    const count = countSimplified(word)
    return count < least || count > most
  })

  expect(outside).toEqual([])
})

test('a long text is counted by the characters that no word keeps', () => {
  expect(countSimplified('怎么退货'.repeat(100))).toBe(100)
  expect(countSimplified('怎么退货')).toBe(2)
})
