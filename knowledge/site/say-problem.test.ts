import { expect, test } from 'vitest'
import { sayProblem } from './say-problem.js'

test('what stands between articles is said in the language of who reads', () => {
  const message = 'It does not answer.'
  const expired = { kind: 'expired', field: 'reviewBy', day: '2026-11-01' } as const
  const few = { kind: 'few-questions', count: 1, more: 4 } as const

  expect(sayProblem({ message, reason: expired }, 'zh-Hans').text).toBe(
    '它已停止回答，因为“复审期限”是 2026年11月1日。请复核后改为更晚的日期，或者下线。',
  )
  expect(sayProblem({ message, reason: expired }, 'en').text).toContain(
    '“Review by” was Nov 1, 2026',
  )
  expect(sayProblem({ message, reason: few }, 'en').text).toMatch(/^It has 1 question\. Add 4/)
})

test('what is wrong with the form of a file stays in English, and says so', () => {
  const message = 'The file has no front matter.'

  expect(sayProblem({ message }, 'zh-Hant')).toEqual({ text: message, lang: 'en' })
})
