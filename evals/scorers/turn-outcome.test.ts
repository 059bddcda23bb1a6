import { describe, expect, test } from 'vitest'
import { OUTCOMES, outcomeOf, serviceOf } from './turn-outcome.js'

describe('the outcome of a turn', () => {
  test.each([
    { decision: 'answer', articles: ['a'], gold: ['b', 'a'], outcome: 'answered right' },
    { decision: 'answer', articles: ['c'], gold: ['a'], outcome: 'answered wrong' },
    { decision: 'answer', articles: ['a'], gold: [], outcome: 'answered wrong' },
    {
      decision: 'ask-back',
      articles: ['c', 'a'],
      gold: ['a'],
      outcome: 'asked back, right choice',
    },
    { decision: 'ask-back', articles: ['c'], gold: ['a'], outcome: 'asked back, no right choice' },
    { decision: 'hand-over', articles: [], gold: ['a'], outcome: 'handed over' },
    { decision: 'greet', articles: [], gold: [], outcome: 'small talk' },
    { decision: 'acknowledge', articles: [], gold: [], outcome: 'small talk' },
    { decision: 'decline', articles: [], gold: [], outcome: 'declined' },
  ] as const)('$decision with $articles where $gold is right: $outcome', (turn) => {
    const expected = turn.gold.length === 0 ? 'no-answer' : 'answer'

    expect(outcomeOf(turn, turn.gold, expected)).toBe(turn.outcome)
  })

  test('where asking back is called for, the choices must reach two meanings', () => {
    const gold = ['before-shipping', 'after-shipping']
    const askBack = (articles: readonly string[]) =>
      outcomeOf({ decision: 'ask-back', articles }, gold, 'ask-back')

    expect(askBack(['before-shipping', 'invoice'])).toBe('asked back, no right choice')
    expect(askBack(['after-shipping', 'before-shipping'])).toBe('asked back, right choice')
  })
})

describe('the service that an outcome is', () => {
  test.each([
    { expected: 'answer', best: ['answered right'] },
    { expected: 'ask-back', best: ['asked back, right choice'] },
    { expected: 'no-answer', best: ['handed over', 'small talk'] },
  ] as const)('is best by $best where $expected is right', ({ expected, best }) => {
    expect(OUTCOMES.filter((outcome) => serviceOf(outcome, expected) === 1)).toEqual(best)
  })

  test('is worst by a wrong answer, whatever was right', () => {
    for (const expected of ['answer', 'ask-back', 'no-answer'] as const) {
      expect(serviceOf('answered wrong', expected)).toBe(0)
    }
  })
})
