import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '../../platform/clock.js'
import type { SurveyAnswer } from '../survey/survey.js'
import { countVisits, figuresOf, isSelected } from './board-figures.js'
import type { BoardVisit } from './board-visit.js'
import { aVisit, felt } from './open-test-board.js'

const NOW = 100 * DAY

const answer = (more: Partial<SurveyAnswer>): SurveyAnswer => ({
  scores: {},
  service: null,
  solved: null,
  recommend: null,
  words: '',
  ...more,
})

const counted = (visits: readonly BoardVisit[]) => countVisits(visits, 0, NOW, NOW)

const times = (count: number, more: Partial<BoardVisit>) =>
  Array.from({ length: count }, () => aVisit(more))

describe('the figures of the board', () => {
  test('give counts and no percentage for fewer than ten', () => {
    const nine = figuresOf(counted(times(9, { satisfaction: felt('satisfied') })))

    expect(nine.predicted.satisfied).toEqual({ hits: 9, all: 9, interval: null })
    expect(nine.mean).toBeNull()
    expect(figuresOf(counted(times(10, { satisfaction: felt('satisfied') }))).mean).not.toBeNull()
  })

  test('count only visits that ended in the time, and those not read in no share', () => {
    const visits = [
      ...times(12, { closedAt: 2 * DAY, satisfaction: felt('dissatisfied') }),
      ...times(3, { closedAt: 2 * DAY, satisfaction: felt('neutral') }),
      ...times(2, { closedAt: 2 * DAY }),
      ...times(4, { closedAt: null }),
      ...times(4, { closedAt: NOW + DAY }),
    ]

    const figures = figuresOf(countVisits(visits, DAY, NOW, NOW))

    expect(figures).toMatchObject({ visits: 17, read: 15 })
    expect(figures.predicted.dissatisfied).toMatchObject({ hits: 12, all: 15 })
    expect(figures.predicted.dissatisfied.interval?.value).toBeCloseTo(0.8)
  })

  test('take the lowest score of each side, and count the response', () => {
    const scores = { speed: 5, attitude: 5, solution: 4, botSpeed: 5, botSolution: 2 } as const
    const both = { about: ['people', 'bot'] as const, answer: answer({ scores, recommend: 10 }) }
    const silent = { about: ['bot'] as const, answer: null }
    const figures = figuresOf(
      counted([...times(10, { surveys: [both] }), ...times(10, { surveys: [silent] })]),
    )

    expect(figures.people.csat).toMatchObject({ hits: 10, all: 10 })
    expect(figures.bot.csat).toMatchObject({ hits: 0, all: 10 })
    expect(figures.people.response).toMatchObject({ hits: 10, all: 10 })
    expect(figures.bot.response).toMatchObject({ hits: 10, all: 20 })
    // Ten promoters; where people were asked about, the recommendation is theirs.
    expect(figures.people.nps?.value).toBe(100)
    expect(figures.bot).toMatchObject({ nps: null, recommended: 0 })
  })

  test('hold predictions against the surveys that came back', () => {
    const asked = (score: 1 | 5) => [
      {
        about: ['bot'] as const,
        answer: answer({ scores: { botSpeed: score, botSolution: score } }),
      },
    ]
    const figures = figuresOf(
      counted([
        ...times(8, { satisfaction: felt('satisfied'), surveys: asked(5) }),
        ...times(4, { satisfaction: felt('satisfied'), surveys: asked(1) }),
        ...times(20, { satisfaction: felt('dissatisfied') }),
      ]),
    )

    expect(figures.modelAgrees).toMatchObject({ hits: 8, all: 12 })
    expect(figures.dissatisfiedOfAnswered).toMatchObject({ hits: 0, all: 12 })
    expect(figures.dissatisfiedOfSilent).toMatchObject({ hits: 20, all: 20 })
  })

  test('leave out of the bot’s share what cannot be said yet', () => {
    const visits = [
      ...times(6, { satisfaction: felt('satisfied'), customer: 'a' as BoardVisit['customer'] }).map(
        (visit, i) => ({ ...visit, customer: `c${i}` as BoardVisit['customer'] }),
      ),
      ...times(4, { thumb: 'down' }),
      aVisit({ satisfaction: felt('satisfied'), closedAt: NOW - HOUR }),
      aVisit({ satisfaction: null }),
    ]

    const figures = figuresOf(counted(visits))

    expect(figures.botSolved).toMatchObject({ hits: 6, all: 10 })
    expect(figures.outcomes).toEqual({
      'left-satisfied': 6,
      'said-unsolved': 4,
      pending: 1,
      unread: 1,
    })
  })
})

test('the visits behind a number are as many as it says', () => {
  const visits = counted([
    ...times(3, { satisfaction: felt('dissatisfied'), thumb: 'down' }),
    ...times(2, { satisfaction: felt('satisfied'), thumb: 'up' }),
  ])
  const count = (selection: Parameters<typeof isSelected>[1]) =>
    visits.filter((visit) => isSelected(visit, selection)).length

  expect(count('visits')).toBe(5)
  expect(count('dissatisfied')).toBe(3)
  expect(count('silent')).toBe(5)
  expect(count('bot-solved')).toBe(2)
  expect(count('bot-decided')).toBe(5)
  expect(count('said-unsolved')).toBe(3)
})
