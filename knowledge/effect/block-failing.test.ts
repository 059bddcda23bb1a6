import { expect, test } from 'vitest'
import { blockFailing } from './block-failing.js'
import type { Failure } from './judge-told.js'
import type { Effect } from './measure-effect.js'

const EDIT = {
  ...{ article: 'refund', file: 'refunds/refund.md', before: 'old', after: 'new' },
  by: { id: 'a1', login: 'zhao.ming', name: '赵明' },
  language: 'zh-Hans',
} as const

const failing = (question: string, language: string, failures: readonly Failure[]) => ({
  test: { question, language },
  after: { failures },
})

function measuring(tests: readonly unknown[]) {
  const asked: unknown[] = []
  return {
    asked,
    measure: async (edits: unknown) => {
      asked.push(edits)
      return { failing: tests } as Effect
    },
  }
}

test('an edit that fails no answer test passes', async () => {
  const { asked, measure } = measuring([])

  expect(await blockFailing(measure)(EDIT)).toEqual({ kind: 'passes', reasons: [] })
  expect(asked).toEqual([[{ file: 'refunds/refund.md', source: 'new' }]])
})

test('one that does is told by its questions, in the language of who publishes', async () => {
  const { measure } = measuring([
    failing('退款要几天', 'zh-Hans', [{ kind: 'fact-missing', fact: '3 个工作日' }]),
    failing('where is my refund', 'en', [{ kind: 'not-answered' }]),
  ])

  const verdict = await blockFailing(measure)(EDIT)
  const english = await blockFailing(measure)({ ...EDIT, language: 'en' })

  expect(verdict.kind).toBe('blocks')
  expect(verdict.reasons[0]).toMatch(/^“退款要几天”：.*3 个工作日/)
  expect(verdict.reasons[1]).toBe('“where is my refund”：没有回答。')
  expect(english.reasons[1]).toBe('“where is my refund”: It is not answered.')
})
