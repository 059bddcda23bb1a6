import { describe, expect, test } from 'vitest'
import {
  fewestSyllables,
  isSyllables,
  readingsOf,
  syllablesAt,
  syllablesOf,
  withoutTones,
} from './pinyin.js'

describe('syllables', () => {
  test.each(['tuihuo', 'zenme', 'lvse', 'xian', 'shei', 'time'])(
    '%s is all syllables',
    (letters) => {
      expect(isSyllables(letters)).toBe(true)
    },
  )

  test.each(['', 'refund', 'app', 'tuihuox', 'TUI', '退货'])('%j is not', (letters) => {
    expect(isSyllables(letters)).toBe(false)
  })

  test('are counted as few as may be: xian is one or two', () => {
    expect(fewestSyllables('xian')).toBe(1)
    expect(fewestSyllables('youhuiquan')).toBe(3)
    expect(fewestSyllables('app')).toBeNull()
  })

  test('may begin at one place in several ways', () => {
    expect(syllablesAt('xian', 0)).toEqual([
      { text: 'xi', end: 2 },
      { text: 'xia', end: 3 },
      { text: 'xian', end: 4 },
    ])
  })
})

test('a character is said in all its ways, the usual one first', () => {
  expect(readingsOf('重')).toEqual(['zhong', 'chong'])
  expect(readingsOf('x')).toEqual([])
})

test('the word decides how it is said', () => {
  expect(syllablesOf('重复')).toEqual(['chong', 'fu'])
})

test('tone marks are left out', () => {
  expect(withoutTones('tuìhuò lǜsè nǚ')).toBe('tuihuo lvse nv')
})
