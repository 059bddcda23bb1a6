import { describe, expect, test } from 'vitest'
import { HOUR } from '../../platform/clock.js'
import type { BoardVisit } from './board-visit.js'
import { botOutcome } from './bot-outcome.js'
import { aVisit, felt } from './open-test-board.js'

const NOW = 1_000 * HOUR

const closed = (more: Partial<BoardVisit> = {}) =>
  aVisit({ closedAt: NOW - 100 * HOUR, satisfaction: felt('satisfied'), ...more })

const again = (hours: number, more: Partial<BoardVisit> = {}) =>
  aVisit({ openedAt: NOW - 100 * HOUR + hours * HOUR, ...more })

describe('what came of a visit that the bot served', () => {
  test('is solved when the customer left satisfied and stayed away for 72 hours', () => {
    expect(botOutcome(closed(), [again(73)], NOW)).toBe('left-satisfied')
    expect(botOutcome(closed(), [again(71)], NOW)).toBe('came-back')
  })

  test('is not known before 72 hours are over', () => {
    expect(botOutcome(closed({ closedAt: NOW - 71 * HOUR }), [], NOW)).toBe('pending')
  })

  test('is not undone by a visit about something else', () => {
    const visit = closed({ topic: 'order', articles: ['track-order'] })

    expect(botOutcome(visit, [again(5, { topic: 'product' })], NOW)).toBe('left-satisfied')
    expect(botOutcome(visit, [again(5, { topic: 'complaint' })], NOW)).toBe('came-back')
    expect(botOutcome(visit, [again(5, { topic: null })], NOW)).toBe('came-back')
    const same = again(5, { topic: 'product', articles: ['track-order'] })
    expect(botOutcome(visit, [same], NOW)).toBe('came-back')
  })

  test('is what the customer said, whatever the model thinks', () => {
    const unhappy = { satisfaction: felt('dissatisfied') }
    const answer = { scores: {}, service: null, recommend: null, words: '' }
    const survey = (solved: boolean | null) => [
      { about: ['bot' as const], answer: { ...answer, solved } },
    ]

    expect(botOutcome(closed({ ...unhappy, thumb: 'up' }), [again(1)], NOW)).toBe('said-solved')
    expect(botOutcome(closed({ thumb: 'down' }), [], NOW)).toBe('said-unsolved')
    expect(botOutcome(closed({ thumb: 'up', surveys: survey(false) }), [], NOW)).toBe(
      'said-unsolved',
    )
    expect(botOutcome(closed({ surveys: survey(null) }), [], NOW)).toBe('left-satisfied')
  })

  test('is never solved where a person was called, or where the customer left without a sign', () => {
    const caseId = 'case_000000000001' as BoardVisit['caseId']

    expect(botOutcome(closed({ caseId, thumb: 'up' }), [], NOW)).toBe('passed-on')
    expect(botOutcome(closed({ satisfaction: felt('neutral') }), [], NOW)).toBe('left-neutral')
    expect(botOutcome(closed({ satisfaction: felt('dissatisfied') }), [], NOW)).toBe(
      'left-dissatisfied',
    )
    expect(botOutcome(closed({ satisfaction: null }), [], NOW)).toBe('unread')
  })

  test('is nothing while it is open, or where the bot answered nothing', () => {
    expect(botOutcome(closed({ closedAt: null }), [], NOW)).toBeNull()
    expect(botOutcome(closed({ served: ['people'] }), [], NOW)).toBeNull()
  })
})
