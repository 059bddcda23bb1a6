import { expect, test } from 'vitest'
import type { SaidTurn } from '../suite.js'
import { runSuite } from '../testing/run-suite.js'
import { suite } from './conversation.js'

const turn = (over: Partial<SaidTurn> & Pick<SaidTurn, 'decision'>): SaidTurn => ({
  articles: [],
  probability: 0.9,
  rule: null,
  text: '',
  citations: [],
  choices: [],
  excerpt: null,
  ...over,
})

const CUSTOMER = { lang: 'en', mood: 'calm', patience: 1 }
const LINES = [
  {
    ...CUSTOMER,
    id: 's1',
    text: 'refund',
    goals: [{ says: ['refund'], articles: ['refund-time'] }],
  },
  { ...CUSTOMER, id: 's2', text: 'rent', goals: [{ says: ['rent'], articles: ['rental'] }] },
]
const chats = {
  refund: turn({ decision: 'answer', articles: ['refund-time'] }),
  rent: turn({ decision: 'answer', articles: ['refund-time'] }),
  'Let me talk to a person please': turn({ decision: 'hand-over', rule: 'wants-a-person' }),
  'ok thanks': turn({ decision: 'acknowledge' }),
  'got it': turn({ decision: 'acknowledge' }),
}

test('tells who was served, who was not, and the same each time', async () => {
  const { values, result } = await runSuite(suite, LINES, { chats, articles: ['refund-time'] })
  const again = await runSuite(suite, LINES, { chats, articles: ['refund-time'] })

  expect(values('solved').all).toBe(1 / 2)
  expect(values('wants met').all).toBe(1 / 2)
  expect(values('turns until solved').all).toBe(1)
  expect(result.worst.map(({ id }) => id)).toEqual(['s2'])
  expect(result.notes).toEqual([expect.stringContaining('rental')])
  expect(again.result).toEqual(result)
})

test.each([
  {
    goals: [{ says: ['a'] }],
    problem: /must name the articles that settle it, or person must be true/,
  },
  { goals: [{ says: ['b'], person: true }], problem: /"text" must be the first wording/ },
  { goals: [], problem: /"goals" must have a goal/ },
])('$goals are refused', async ({ goals, problem }) => {
  const line = { ...CUSTOMER, id: 's', text: 'a', goals }

  await expect(runSuite(suite, [line], {})).rejects.toThrow(problem)
})
