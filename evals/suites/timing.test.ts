import { expect, test } from 'vitest'
import type { PlayedTurn } from '../suite.js'
import { runSuite } from '../testing/run-suite.js'
import { suite } from './timing.js'

const turn = (rule: string | null): PlayedTurn => ({
  decision: rule === null ? 'answer' : 'hand-over',
  articles: [],
  probability: null,
  rule,
})

const LINES = [
  { id: 't1', text: 'b', lang: 'en', turns: ['a', 'b'], due: [2] },
  { id: 't2', text: 'd', lang: 'en', turns: ['c', 'd'], due: [2] },
  { id: 't3', text: 'f', lang: 'en', turns: ['e', 'f'], due: [] },
  { id: 't4', text: '二', lang: 'zh-Hans', turns: ['一', '二'], due: [1] },
]
const played = {
  'a/b': [turn(null), turn('anger')],
  // Early, and what it does after that is not looked at.
  'c/d': [turn('low-confidence'), turn('anger')],
  'e/f': [turn(null), turn(null)],
  '一/二': [turn(null), turn(null)],
}

test('scores the first call by how far it is from the turn that was due', async () => {
  const { values, result } = await runSuite(suite, LINES, { played })

  // 1, e^(−1/2) = .60653, 1 and 0 of four; of the three in English the first three.
  expect(values('GT-I').all).toBeCloseTo((1 + 0.60653 + 1) / 4, 4)
  expect(values('GT-I').en).toBeCloseTo((1 + 0.60653 + 1) / 3, 4)
  expect(values('on time, or rightly none').all).toBe(2 / 4)
  expect(values('too early').all).toBe(1 / 3)
  expect(values('never').all).toBe(1 / 3)
  expect(values('for nothing').all).toBe(0)
  expect(result.worst.map(({ id }) => id)).toEqual(['t4', 't2'])
  expect(result.worst[1]?.happened).toBe(
    'too early: due at 2, called at 1: hand-over (low-confidence) → hand-over (anger)',
  )
})

test.each([
  { line: { turns: ['a'], due: [2] }, problem: /"due" must not name a turn after the last/ },
  { line: { turns: ['b'], due: [] }, problem: /"turns" must end with the text of the line/ },
  { line: { turns: ['a'], due: [0] }, problem: /"due\.0"/ },
])('$line is refused', async ({ line, problem }) => {
  await expect(runSuite(suite, [{ id: 't', text: 'a', ...line }], {})).rejects.toThrow(problem)
})
