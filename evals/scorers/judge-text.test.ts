import { expect, test } from 'vitest'
import { judgeText, nameWords } from './judge-text.js'

const QUESTION = { facts: [['7 days', 'a week'], ['free']], forbidden: ['15 days'] }
const excerpt = { article: 'returns', text: 'Within a week, for 8 yuan.', source: 'Within a week.' }

test('a text is judged by its facts, its source, and what would mislead', () => {
  expect(judgeText(excerpt, QUESTION)).toEqual({
    coverage: 1 / 2,
    missing: ['free'],
    wrongAmounts: [expect.stringContaining('8')],
    forbidden: [],
  })
})

test('words around it may mislead as well', () => {
  expect(judgeText(excerpt, QUESTION, 'You have 15 days.').forbidden).toEqual(['15 days'])
})

test('nothing says none of the facts, and nothing wrong', () => {
  expect(judgeText(null, QUESTION)).toEqual({
    coverage: 0,
    missing: ['7 days', 'free'],
    wrongAmounts: [],
    forbidden: [],
  })
})

test('words are named where there are some', () => {
  expect([nameWords('without', ['a', 'b']), nameWords('without', [])]).toEqual([
    ['without a, b'],
    [],
  ])
})
