import { describe, expect, test } from 'vitest'
import { figuresOf, type Trigger, type TriggerFacts, triggerHolds } from './trigger.js'

const CALM: TriggerFacts = {
  waiting: 0,
  waitingGrowth: 0,
  incoming: 0,
  incomingTimes: null,
  turns: 0,
  failedShare: null,
  chats: 0,
  sameArticleShare: null,
  sameRuleShare: null,
  personalData: 0,
}

const SURGE: Trigger = {
  any: [
    {
      all: [
        { fact: 'waiting', atLeast: 20 },
        { fact: 'waitingGrowth', atLeast: 10 },
      ],
    },
    { fact: 'incomingTimes', atLeast: 3 },
  ],
}

describe('a trigger', () => {
  test.each([
    ['nothing happens', {}, false],
    ['one of two limits is reached', { waiting: 30, waitingGrowth: 9 }, false],
    ['both are reached', { waiting: 20, waitingGrowth: 10 }, true],
    ['what is not known would decide', { incomingTimes: null }, false],
    ['the other way holds', { incomingTimes: 3.5 }, true],
  ])('when %s', (_, facts, holds) => {
    expect(triggerHolds(SURGE, { ...CALM, ...facts })).toBe(holds)
  })

  test('names the figures that made it hold, and no others', () => {
    const figures = figuresOf(SURGE, { ...CALM, waiting: 25, waitingGrowth: 2, incomingTimes: 4 })

    expect(figures).toEqual([{ fact: 'incomingTimes', atLeast: 3, value: 4 }])
  })

  test('names no figure while it does not hold', () => {
    expect(figuresOf(SURGE, { ...CALM, waiting: 25 })).toEqual([])
  })
})
