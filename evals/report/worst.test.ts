import { expect, test } from 'vitest'
import { type Ranked, worstTwenty } from './worst.js'

const question = (id: string, score: number, certainty = 0.5): Ranked => ({
  id,
  text: id,
  happened: '',
  score,
  certainty,
})
const idsOf = (questions: readonly Ranked[]) => worstTwenty(questions).map(({ id }) => id)

test('the lowest score comes first, and what went well is not shown', () => {
  expect(idsOf([question('a', 0.5), question('b', 1), question('c', 0)])).toEqual(['c', 'a'])
})

test('among equal scores the more certain mistake is worse', () => {
  expect(idsOf([question('a', 0, 0.2), question('b', 0, 0.9)])).toEqual(['b', 'a'])
})

test('equal ones keep their order, and there are twenty at most', () => {
  const questions = Array.from({ length: 22 }, (_, i) => question(`q${i}`, 0))

  expect(idsOf(questions)).toEqual(questions.slice(0, 20).map(({ id }) => id))
})
